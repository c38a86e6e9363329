import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { applyPatch, parsePatch } from 'diff'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../src/program.ts'

/** Each folder is a small app: `x.before` is a file of it, `x.after` what it becomes where it changes. */
const CASES = new URL('cases/', import.meta.url).pathname
const NAMES = readdirSync(CASES)
  .filter((name) => !name.includes('.'))
  .sort()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function migrate(...options: string[]) {
  const stdout: string[] = []
  const stderr: string[] = []
  const code = await run(options, {
    write: (text) => stdout.push(text),
    log: (text) => stderr.push(text),
  })
  return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') }
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** The files of a case as they are before. */
function load(name: string): Record<string, string> {
  const paths = readdirSync(join(CASES, name), { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    paths
      .filter((path) => path.endsWith('.before'))
      .map((path) => [path.slice(0, -'.before'.length), readFileSync(join(CASES, name, path), 'utf8')]),
  )
}

/** A file as it is now; the version of the native packages is nothing to compare. */
function read(path: string): string {
  return withoutVersions(readFileSync(join(folder, path), 'utf8'))
}

function withoutVersions(text: string): string {
  return text.replace(/("@x\/[\w-]+": )"\^[\d.]+"/g, '$1"^VERSION"')
}

describe.each(NAMES)('codemod of the app %s', (name) => {
  it('gives the expected files and remarks, and a second run changes nothing', async () => {
    const before = load(name)
    write(before)
    const { code, stderr } = await migrate(folder)
    expect(code).toBe(0)
    await expect(`${stderr}\n`).toMatchFileSnapshot(join(CASES, name, 'stderr.txt'))
    const after = Object.fromEntries(Object.keys(before).map((path) => [path, read(path)]))
    for (const [path, text] of Object.entries(after))
      if (text === before[path]) expect(existsSync(join(CASES, name, `${path}.after`)), path).toBe(false)
      else await expect(text).toMatchFileSnapshot(join(CASES, name, `${path}.after`))

    const second = await migrate(folder)
    expect(second.stdout).toBe('')
    for (const [path, text] of Object.entries(after)) expect(read(path)).toBe(text)
  })

  it('writes a diff of just that with --dry-run, and changes nothing', async () => {
    const before = load(name)
    write(before)
    const { code, stdout } = await migrate(folder, '--dry-run')
    expect(code).toBe(0)
    for (const [path, text] of Object.entries(before)) expect(read(path)).toBe(withoutVersions(text))
    const patches = parsePatch(stdout).filter(({ hunks }) => hunks.length > 0)
    await migrate(folder)
    const changed = Object.keys(before).filter(
      (path) => read(path) !== withoutVersions(before[path] as string),
    )
    expect(patches.map(({ newFileName }) => newFileName)).toEqual(changed.map((path) => `b/${path}`).sort())
    for (const patch of patches) {
      const path = patch.newFileName?.slice('b/'.length) as string
      expect(withoutVersions(applyPatch(before[path] as string, patch) as string)).toBe(read(path))
    }
  })

  it('makes no function asynchronous with --sync', async () => {
    const before = load(name)
    write(before)
    await migrate(folder, '--sync')
    for (const [path, text] of Object.entries(before)) {
      const count = (source: string) => source.split(/\b(?:async|await)\b/).length
      expect(count(read(path)), path).toBeLessThanOrEqual(count(text))
      if (read(path) !== text && !text.includes('@x/') && !/['/]twilio['/]/.test(read(path)))
        expect(read(path)).not.toMatch(/\.(?:toJwt|generate)\(/)
    }
  })
})

const APP = `const { AccessToken } = require('twilio').jwt;
exports.mint = async () => new AccessToken('AC1', 'SK1', 's', { identity: 'a' }).toJwt();
`

describe('codemod', () => {
  it('keeps line ends, the byte order mark and every character that it does not change', async () => {
    const text = `\uFEFF'use strict' ;\n/*  odd   comment */\n${APP}\n\n\nif(1){\n\t  odd ( ) }`
    write({ 'a.js': text.replaceAll('\n', '\r\n') })
    await migrate(folder)
    const expected = text
      .replace("require('twilio').jwt", "require('@x/access-token')")
      .replace('=> new', '=> await new')
    expect(read('a.js')).toBe(expected.replaceAll('\n', '\r\n'))
  })

  it('skips dependencies, built files and folders that begin with a dot', async () => {
    const skipped = ['node_modules/x/a.js', 'dist/a.js', '.git/a.js', 'sub/.next/a.js', 'a.min.js', 'a.txt']
    write(Object.fromEntries([...skipped, 'sub/a.js'].map((path) => [path, APP])))
    const { stdout } = await migrate(folder)
    expect(stdout).toBe('migrated sub/a.js')
    for (const path of skipped) expect(read(path)).toBe(APP)
  })

  it('leaves files that are too long, no text or no program, and says so', async () => {
    write({ 'long.js': APP + '/'.repeat(2 ** 20), 'wrong.js': `${APP}(`, 'a.js': APP })
    writeFileSync(join(folder, 'bytes.js'), Buffer.from([0xff, 0xfe, 0x00]))
    const { stdout, stderr } = await migrate(folder)
    expect(stdout).toBe('migrated a.js')
    expect(stderr).toContain('long.js: it is larger than 1 MiB')
    expect(stderr).toContain('bytes.js: it is not UTF-8')
    expect(stderr).toContain('wrong.js:1: it has syntax errors')
    expect(stderr).not.toContain('uninstall')
  })

  it("names the command of the app's own package manager, for packages that are not there yet", async () => {
    write({ 'a.js': APP, 'pnpm-lock.yaml': '' })
    expect((await migrate(folder)).stderr).toContain('  pnpm add @x/access-token\n')
    write({ 'a.js': APP, 'package.json': '{"dependencies":{"@x/access-token":"1"}}' })
    const { stderr } = await migrate(folder)
    expect(stderr).not.toContain('pnpm add')
    expect(stderr).toContain('  pnpm remove twilio')
  })

  it('refuses what is no folder with code 2', async () => {
    write({ 'a.js': APP })
    for (const path of [join(folder, 'none'), join(folder, 'a.js')]) {
      const { code, stderr } = await migrate(path)
      expect(code).toBe(2)
      expect(stderr).toContain('is not a folder')
    }
    expect((await migrate()).code).toBe(2)
    expect(read('a.js')).toBe(APP)
  })

  it('does not let the name of a file drive the terminal', async () => {
    write({ 'a\u001b[31m.js': APP })
    expect((await migrate(folder)).stdout).toBe('migrated a\\u001b[31m.js')
  })

  it('has nothing to say of an app without twilio', async () => {
    write({ 'a.js': 'class AccessToken { toJwt() {} }\nnew AccessToken().toJwt()\n' })
    expect(await migrate(folder)).toEqual({ code: 0, stdout: '', stderr: 'Nothing to migrate.' })
  })
})
