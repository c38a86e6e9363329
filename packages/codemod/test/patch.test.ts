import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writePatch } from '../src/output/patch.ts'
import { patchBase } from '../src/output/patch_base.ts'
import { run } from '../src/program.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Git as it is without anybody's settings, and without a repository above the test's folder. */
function git(cwd: string, args: readonly string[], input = ''): void {
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
    GIT_CEILING_DIRECTORIES: dirname(folder),
  }
  execFileSync('git', args, { cwd, env, input, stdio: ['pipe', 'pipe', 'pipe'] })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const line = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a',
    '-a',
    '+a',
    '--- a/x',
    '+++ b/x',
    '@@ -1 +1 @@',
    '\\ No newline at end of file',
  ),
  fc.constantFrom('\t', 'a ', 'é', '\u2028', 'a\rb', 'diff --git a/x b/x', 'x\u0000y', '\uFEFF'),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\n', '')),
)
const ending = fc.constantFrom('\n', '\r\n')
const body = fc
  .array(fc.tuple(line, ending), { minLength: 1, maxLength: 20 })
  .map((lines) => lines.map((parts) => parts.join('')).join(''))
const text = fc
  .tuple(body, fc.boolean())
  .map(([whole, isCut]) => (isCut ? whole.replace(/\r?\n$/, '') : whole))

/** A file before and after: some of its lines are others. */
const change = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(), fc.nat(3), text), { minLength: 1, maxLength: 3 }))
  .map(([before, edits]) => {
    const lines = before.split(/(?<=\n)/)
    for (const [at, count, more] of edits) lines.splice(at % (lines.length + 1), count, more)
    return { before, after: lines.join('') }
  })
  .filter(({ before, after }) => before !== '' && before !== after)

const segment = fc.constantFrom(
  ...['src', 'a b', ' a', 'a ', '"quoted"', "it's", 'é', '日本', 'line\nbreak', 'tab\tbed', 'back\\slash'],
  ...['-p', 'a', 'b', 'x b', '$HOME', 'a -> b', '\u0001', '*', '=', '👍'],
)
const path = fc
  .tuple(fc.array(segment, { maxLength: 3 }), segment, fc.constantFrom('.js', '.ts', ''))
  .map(([folders, name, extension]) => [...folders, `${name}${extension}`].join('/'))

/** Changes by path, none of which is the folder of another. */
const tree = fc
  .array(fc.tuple(path, change), { minLength: 1, maxLength: 12 })
  .map((files) => files.map(([name, edit], index) => ({ path: `${index}/${name}`, ...edit })))

/** Where the app is and where the command and `git apply` are run, relative to the test's folder. */
const PLACES = [
  { name: 'the top of a repository', repository: '', app: '', cwd: '' },
  { name: 'above a workspace', repository: '', app: 'packages/my app', cwd: '' },
  { name: 'within a workspace', repository: '', app: 'packages/é', cwd: 'packages/é' },
  { name: 'between both', repository: '', app: 'a/"b"/c', cwd: 'a/"b"' },
  { name: 'no repository', repository: undefined, app: 'server', cwd: '' },
  { name: 'no repository, within the app', repository: undefined, app: 'server', cwd: 'server' },
  { name: 'a repository below', repository: 'inner', app: 'inner/server', cwd: '' },
] as const

describe.each(PLACES)('a patch in $name', ({ repository, app, cwd }) => {
  it('is taken by git apply, and gives every byte', () => {
    fc.assert(
      fc.property(tree, (files) => {
        rmSync(folder, { recursive: true, force: true })
        mkdirSync(join(folder, app), { recursive: true })
        if (repository !== undefined) {
          mkdirSync(join(folder, repository), { recursive: true })
          git(join(folder, repository), ['init', '-q'])
        }
        for (const file of files) write(join(app, file.path), file.before)
        const { prefix, isHere } = patchBase(join(folder, app), join(folder, cwd))
        expect(isHere).toBe(true)
        git(join(folder, cwd), ['apply'], `${files.map((file) => writePatch(file, prefix)).join('\n')}\n`)
        for (const file of files)
          expect(readFileSync(join(folder, app, file.path), 'utf8'), file.path).toBe(file.after)
      }),
      { numRuns: Number(process.env.PATCHES ?? 15), seed: 20 },
    )
  })
})

const APP = `const { AccessToken } = require('twilio').jwt;
const twilio = require('twilio');
exports.client = () => twilio('AC1', 'x');
exports.mint = async () => new AccessToken('AC1', 'SK1', 's', { identity: 'a' }).toJwt();
`
const MANIFEST = '{\n  "name": "x",\n  "dependencies": {\n    "twilio": "^5.0.0"\n  }\n}\n'

describe('--dry-run', () => {
  it('of a repository of several workspaces gives just what the migration writes', async () => {
    const files: Record<string, string> = {
      'package.json': MANIFEST.replace('"x"', '"all"'),
      'packages/a/package.json': MANIFEST.replace('"x"', '"a"').replaceAll('\n', '\r\n'),
      'packages/a/my tokens/mint.js': APP.replaceAll('\n', '\r\n'),
      'packages/b "old"/package.json': MANIFEST.trimEnd(),
      'packages/b "old"/é\n.js': APP.trimEnd(),
      'packages/c/package.json': '{"dependencies":{"twilio":"^5.0.0"},"name":"c"}',
      'packages/c/mint.js': `\uFEFF${APP.replace(/const twilio.*\n.*\n/, '')}`,
    }
    const sides = ['patched', 'written'] as const
    for (const side of sides)
      for (const [name, content] of Object.entries(files)) write(`${side}/${name}`, content)
    git(folder, ['init', '-q'])
    const migrate = async (...args: string[]) => {
      const out: string[] = []
      expect(await run(args, { write: (chunk) => void out.push(chunk), log() {} })).toBe(0)
      return `${out.join('\n')}\n`
    }
    // The working folder of the test process is not in that repository: its top is where the patch is taken then.
    const patch = await migrate(join(folder, 'patched'), '--dry-run')
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(join(folder, 'patched', name), 'utf8'), name).toBe(content)
    git(join(folder, 'patched'), ['apply'], patch)
    await migrate(join(folder, 'written'))
    const changed = Object.keys(files).filter((name) => {
      const [patched, written] = sides.map((side) => readFileSync(join(folder, side, name), 'utf8'))
      expect(patched, name).toBe(written)
      return patched !== files[name]
    })
    expect(changed).toEqual(Object.keys(files).slice(1))
    expect(readFileSync(join(folder, 'patched/packages/c/package.json'), 'utf8')).toMatch(
      /^\{"dependencies":\{"@x\/access-token":"\^[\d.]+"\},"name":"c"\}$/,
    )
  })
})
