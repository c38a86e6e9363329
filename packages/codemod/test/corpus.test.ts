import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../src/program.ts'
import { type CorpusApp, REFUSED, REQUESTS } from './corpus/app.ts'
import { EXPRESS_APPS } from './corpus/express_apps.ts'
import { FORM_APPS } from './corpus/form_apps.ts'
import { FOUND_APPS } from './corpus/found_apps.ts'
import { PLATFORM_APPS } from './corpus/platform_apps.ts'

/**
 * Small apps of each kind, migrated as a whole, and run before and after under one clock: all in two processes, with
 * `twilio` and Express as they are published and the native packages from source.
 */
const CORPUS: readonly CorpusApp[] = [...EXPRESS_APPS, ...PLATFORM_APPS, ...FORM_APPS, ...FOUND_APPS]
/** Those whose names hold a text, while somebody works on them. */
const APPS = CORPUS.filter(({ name }) =>
  (process.env.CORPUS ?? '').split('|').some((text) => name.includes(text)),
)
const MODULES = new URL('../node_modules', import.meta.url).pathname
const RUNNER = new URL('corpus/runner.cjs', import.meta.url).pathname

const ENV = {
  ...{ PATH: process.env.PATH, NODE_ENV: 'production', NODE_PATH: MODULES },
  ...{ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY: 'SK1', TWILIO_API_SECRET: 'a secret of an api key' },
  ...{ TWILIO_AUTH_TOKEN: 'an auth token', CHAT_SERVICE_SID: 'IS1', SYNC_SERVICE_SID: 'IS2' },
  ...{ TWIML_APP_SID: 'AP1', ROOM_NAME: 'daily' },
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly ended: boolean
}
/** What an app answered to each request, and which requests came to it. */
type Answers = Record<string, { readonly answers: Record<string, Answer>; readonly seen: readonly string[] }>

interface Summary {
  readonly changed: readonly string[]
  readonly left: readonly { path: string; message: string }[]
}

let folder: string
const summaries = new Map<string, Summary>()
let before: Answers
let after: Answers

function nameOf(index: number): string {
  return `app${index}`
}

async function bundle(side: string): Promise<string> {
  const jobs = await Promise.all(
    APPS.map(async ({ name, entry, kind, files }, index) => {
      const file = join(folder, side, `${nameOf(index)}.cjs`)
      await build({
        entryPoints: [join(folder, side, nameOf(index), entry)],
        bundle: true,
        outfile: file,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        conditions: ['@x/source'],
        nodePaths: [MODULES],
        alias: files['package.json']?.includes('"^4') === true ? { express: 'express4' } : {},
        external: ['twilio', 'express', 'express4'],
        logLevel: 'error',
      })
      return { name, file, kind, requests: REQUESTS }
    }),
  )
  const [list, out] = [join(folder, `${side}.json`), join(folder, `${side}.out.json`)]
  writeFileSync(list, JSON.stringify({ jobs, out }))
  execFileSync(process.execPath, [RUNNER, list], { env: ENV, stdio: 'pipe' })
  return out
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'))
  symlinkSync(MODULES, join(folder, 'node_modules'))
  for (const side of ['before', 'after'])
    for (const [index, { files }] of APPS.entries())
      for (const [path, text] of Object.entries(files)) {
        const to = join(folder, side, nameOf(index), path)
        mkdirSync(dirname(to), { recursive: true })
        writeFileSync(to, text)
      }
  for (const [index, { name }] of APPS.entries()) {
    const stdout: string[] = []
    const io = { write: (text: string) => void stdout.push(text), log() {} }
    expect(await run([join(folder, 'after', nameOf(index)), '--json'], io)).toBe(0)
    summaries.set(name, JSON.parse(stdout.join('\n')))
  }
  before = JSON.parse(readFileSync(await bundle('before'), 'utf8'))
  after = JSON.parse(readFileSync(await bundle('after'), 'utf8'))
}, 1_200_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(APPS)('$name', ({ name, entry, stays, better }) => {
  it('is migrated, but for what stays with its reason', () => {
    const { changed, left } = summaries.get(name) as Summary
    for (const [path, reason] of Object.entries(stays ?? {})) {
      expect(changed).not.toContain(path)
      expect(
        left
          .filter((found) => found.path === path)
          .map(({ message }) => message)
          .join('\n'),
      ).toContain(reason)
    }
    if (stays === undefined) {
      expect(left).toEqual([])
      expect(changed.length).toBeGreaterThan(0)
    }
    expect(entry).not.toBe('')
  })

  it('answers as before or better, and no request ends the process', () => {
    expect(before[name]?.seen).toEqual(Object.values(REQUESTS))
    expect(after[name]?.seen).toEqual(Object.values(REQUESTS))
    for (const [request, answer] of Object.entries(after[name]?.answers ?? {})) {
      const expected = before[name]?.answers[request] as Answer
      expect(answer.ended, `${request}: ${answer.body}`).toBe(false)
      expect(answer.status, request).not.toBe(0)
      const mayDiffer = better?.[request] !== undefined || (request in REFUSED && answer.status >= 400)
      if (!mayDiffer) expect({ request, ...answer }).toEqual({ request, ...expected, ended: false })
    }
  })
})

it('holds at least 60 apps, each with a name of its own', () => {
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length)
  expect(CORPUS.length).toBeGreaterThanOrEqual(60)
})
