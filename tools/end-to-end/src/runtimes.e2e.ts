import { readFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from './app.ts'
import { installFirst } from './context.ts'
import { RUNTIMES } from './runtimes/index.ts'
import { checkSection, formatRuntimes, type Row, writeSection } from './runtimes_table.ts'
import { ROOT } from './workspace_copy.ts'

const PACKAGES = [
  ...['jwt-core', 'access-token', 'client-capability', 'taskrouter-capability', 'client-validation'],
  ...['grants-chat', 'grants-playback', 'grants-sync', 'grants-task-router', 'grants-video', 'grants-voice'],
  'token-doctor',
  'token-source',
]

let app: App
const rows: Row[] = []

beforeAll(async () => {
  app = await installFirst('runtimes', PACKAGES)
  await cp(fileURLToPath(new URL('../app', import.meta.url)), app.folder, { recursive: true })
  await cp(join(ROOT, 'tools/testing/tokens.json'), join(app.folder, 'tokens.json'))
})

describe.each(RUNTIMES)('$name', (runtime) => {
  it('mints, verifies and decodes the vectors with the published packages', async ({ skip }) => {
    const version = await runtime.version()
    if (version === undefined) {
      const reason = `${runtime.name} was not tried: ${runtime.absent}`
      if (process.env.CI === 'true') throw new Error(reason)
      process.stderr.write(`\n!! ${reason}\n`)
      skip(reason)
    }
    const result = await runtime.run(app)
    expect(result.failures).toEqual([])
    rows.push({ runtime, version: `${version}`, passed: result.passed })
  })
})

it('no runtime was spared a check', () => {
  const file = readFileSync(join(ROOT, 'tools/testing/tokens.json'), 'utf8')
  const expected: Record<string, number> = {}
  for (const { kind } of JSON.parse(file) as { kind: string }[]) expected[kind] = (expected[kind] ?? 0) + 1
  for (const { passed } of rows) {
    expect(passed).toMatchObject(expected)
    expect(passed).toEqual(rows[0]?.passed)
  }
})

// The page is of Node 20 and all the others: a run without one of them says nothing of it.
const complete = (): boolean => rows.length === RUNTIMES.length && rows[0]?.runtime.name === 'Node 20'

it('docs/runtimes.md says what this run found', async ({ skip }) => {
  if (!complete()) skip('not every runtime was tried')
  await checkSection('runtimes', formatRuntimes(rows))
})

afterAll(async () => {
  if (complete() && process.env.CI !== 'true') await writeSection('runtimes', formatRuntimes(rows))
})
