import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { renderErrorsPage } from '../scripts/errors_page.ts'
import { FINDINGS, JWT_ERRORS } from '../src/index.ts'

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')

it('docs/errors.md is current: write it with `pnpm --filter @x/token-doctor run docs`', () => {
  expect(page).toBe(renderErrorsPage())
})

it('has a heading for each code, and a cause, an example and a mend under it', () => {
  const codes = [...Object.keys(FINDINGS), ...Object.keys(JWT_ERRORS)]
  const sections = new Map(page.split(/^#{3,4} /m).map((text) => [text.split('\n', 1)[0], text]))
  for (const code of codes)
    expect(sections.get(code), code).toMatch(/\n\n\S.*\n\n(?:- .*\n)*- Example: .+\n- Mend: .+\.\n/)
})

it('says each thing in sentences', () => {
  for (const [code, { cause, mend }] of Object.entries({ ...FINDINGS, ...JWT_ERRORS }))
    for (const text of [cause, mend]) expect(text, code).toMatch(/^[A-Z`].*\.$/)
})

it('lists each finding that has a file, and each has its own code', () => {
  const rules = new URL('../src/rules/', import.meta.url)
  const cases = readdirSync(rules, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.cases.ts'),
  )
  const codes = cases.map((file) => (file.split(/[\\/]/).at(-1) as string).replace('.cases.ts', ''))
  expect(codes.map((code) => code.toUpperCase()).sort()).toEqual(Object.keys(FINDINGS).sort())
})
