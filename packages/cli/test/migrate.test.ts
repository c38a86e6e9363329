import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useFolder, xtoken } from './run_xtoken.ts'

const folder = useFolder()

/** A stand-in for the codemod, installed with the app: it keeps what it is called with. */
function install(exitCode: number): void {
  const dir = join(folder(), 'node_modules/@x/codemod')
  mkdirSync(dir, { recursive: true })
  const manifest = { name: '@x/codemod', bin: { 'xtoken-codemod': './run.cjs' } }
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest))
  writeFileSync(
    join(dir, 'run.cjs'),
    `require('node:fs').writeFileSync(__dirname + '/called.json', JSON.stringify(process.argv.slice(2)))
process.exitCode = ${exitCode}`,
  )
}

describe('xtoken migrate', () => {
  it('names the one line that runs the codemod where it is not installed', async () => {
    const plain = await xtoken(['migrate', './server', '--dry-run'])
    expect(plain).toMatchObject({ code: 2, stdout: '' })
    expect(plain.stderr).toMatch(/\n {2}npx @x\/codemod \.\/server --dry-run$/)
    for (const args of [[], ['a b'], ['$(rm)']])
      expect((await xtoken(['migrate', ...args])).stderr).toMatch(/\n {2}npx @x\/codemod <folder>$/)
  })

  it.each([0, 1])(
    'hands everything over to the codemod of the app, whose exit code %i it has',
    async (code) => {
      install(code)
      const args = ['a b', '--dry-run', '--help', '--unknown', 'x', '--', '--sync']
      expect(await xtoken(['migrate', ...args])).toEqual({ code, stdout: '', stderr: '' })
      const called = readFileSync(join(folder(), 'node_modules/@x/codemod/called.json'), 'utf8')
      expect(JSON.parse(called)).toEqual(args)
    },
  )
})
