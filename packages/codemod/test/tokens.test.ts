import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { run } from '../src/program.ts'

/**
 * Runs the apps of `cases/` before and after the codemod, under one clock: with `twilio` as it is installed, the
 * native packages from source, and a stand-in for express that only keeps the handlers.
 */
const CASES = new URL('cases/', import.meta.url).pathname
const MODULES = new URL('../../../node_modules', import.meta.url).pathname
const SECRET = 'a secret of an api key'
const EXPRESS = `const app = () => { const routes = {}; return { routes, use() {},
  get: (path, handler) => { routes['GET ' + path] = handler }, post: (path, handler) => { routes['POST ' + path] = handler } } }
app.json = () => {}
module.exports = app
`

// biome-ignore lint/suspicious/noExplicitAny: what the apps export is theirs
type Exports = any

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(MODULES, 'twilio'), join(folder, 'node_modules/twilio'))
  vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
  for (const [name, value] of Object.entries({
    ...{ SID: 'AC1', ACCOUNT_SID: 'AC1', TWILIO_ACCOUNT_SID: 'AC1', AUTH: 'an auth token', APP_SID: 'AP1' },
    ...{ KEY: 'SK1', API_KEY: 'SK1', TWILIO_API_KEY: 'SK1', TWILIO_AUTH_TOKEN: 'an auth token' },
    ...{ SECRET, API_SECRET: SECRET, TWILIO_API_SECRET: SECRET },
  }))
    vi.stubEnv(name, value)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  rmSync(folder, { recursive: true })
})

async function load(app: string, entry: string): Promise<Exports> {
  const outfile = join(folder, `${app}.cjs`)
  await build({
    entryPoints: [join(folder, app, entry)],
    bundle: true,
    outfile,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: ['@x/source'],
    nodePaths: [MODULES],
    alias: { express: join(folder, 'express.cjs') },
    external: ['twilio'],
    logLevel: 'error',
  })
  const loaded: Exports = await import(outfile)
  return loaded.default
}

/** An app as it was and as it is, loaded. */
async function both(name: string, entry: string, ...options: string[]): Promise<[Exports, Exports]> {
  writeFileSync(join(folder, 'express.cjs'), EXPRESS)
  for (const path of readdirSync(join(CASES, name), { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.before')) continue
    for (const app of ['before', 'after']) {
      const to = join(folder, app, path.slice(0, -'.before'.length))
      mkdirSync(dirname(to), { recursive: true })
      writeFileSync(to, readFileSync(join(CASES, name, path)))
    }
  }
  const io = { write() {}, log() {} }
  await run([join(folder, 'after'), ...options], io)
  const output =
    readFileSync(join(folder, 'after', entry), 'utf8') + readFileSync(join(folder, 'before', entry), 'utf8')
  expect(output).not.toBe('')
  return [await load('before', entry), await load('after', entry)]
}

/** Calls a handler of requests and gives what it answers. */
function answer(handler: Exports, request: object): Promise<unknown> {
  return new Promise((resolve) => {
    const response = {
      send: resolve,
      json: resolve,
      end: resolve,
      type: () => response,
      status: () => response,
    }
    void handler(request, response)
  })
}

function claims(jwt: string): Record<string, Exports> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] as string, 'base64url').toString())
}

describe.each([
  ['without options', []],
  ['with --sync', ['--sync']],
])('an app migrated %s', (_, options) => {
  async function expectSame(name: string, entry: string, use: (app: Exports) => unknown): Promise<void> {
    const [before, after] = await both(name, entry, ...options)
    const expected = await use(before)
    expect(JSON.stringify(expected)).toMatch(/eyJ/)
    expect(await use(after)).toEqual(expected)
  }

  it('gives the same answers with Express in CommonJS', () =>
    expectSame('express_cjs', 'src/app.js', async ({ routes }) => [
      await answer(routes['GET /token/:id?'], { params: { id: 'alice' } }),
      await answer(routes['GET /token/:id?'], { params: {} }),
      await answer(routes['POST /token'], { body: { identity: 'bob' } }),
    ]))

  it('gives the same answers with Express in ES modules', () =>
    expectSame('express_esm', 'server.js', async ({ app, videoToken }) => [
      await answer(app.routes['GET /voice'], { query: { identity: 'alice' } }),
      await answer(app.routes['GET /voice'], { query: {} }),
      await videoToken('daily'),
    ]))

  it('gives the same answer in a route of Next.js', () =>
    expectSame('next_route', 'src/app/api/token/route.ts', async ({ GET }) =>
      (await GET(new Request('http://localhost/?identity=bob'))).json(),
    ))

  it('gives the same answer in an API page of Next.js', () =>
    expectSame('next_pages', 'pages/api/token.js', (page) =>
      answer(page.default ?? page, { method: 'POST', body: { identity: 'alice' } }),
    ))

  it.each(['index.js', 'later.js'])('gives the same answer in the Lambda function %s', (entry) =>
    expectSame(
      'lambda',
      entry,
      ({ handler }) =>
        new Promise((resolve) => {
          void handler({ identity: 'alice' }, {}, (_error: unknown, result: unknown) => resolve([result]))
        }),
    ),
  )

  it('gives the same answer in a Twilio Function', async () => {
    const { jwt } = await import('twilio')
    class Response {
      appendHeader(): void {}
      body: unknown
      setBody(body: unknown): void {
        this.body = body
      }
    }
    vi.stubGlobal('Twilio', { jwt, Response })
    const context = { ACCOUNT_SID: 'AC1', API_KEY: 'SK1', API_SECRET: SECRET, TWIML_APP_SID: 'AP1' }
    await expectSame(
      'twilio_function',
      'functions/token.js',
      ({ handler }) =>
        new Promise((resolve) => {
          void handler(context, { identity: 'alice' }, (_error: unknown, { body }: Exports) => resolve(body))
        }),
    )
  })

  it('gives the same tokens in a service class', () =>
    expectSame('class_service', 'src/main.ts', ({ join: enter }) => enter('alice')))

  it('gives the same tokens for options that were assigned, and algorithms', async () => {
    await expectSame('options', 'options.js', ({ all }) => all('ann', { identity: 'bob' }))
  })

  it('gives the same tokens where functions cannot wait', () =>
    expectSame('sync_twin', 'tokens.js', async ({ tokens, Session, mint, START }) => [
      await tokens(['a', 'b']),
      new Session('c').token,
      new Session('c').fresh,
      await mint('d'),
      START,
    ]))

  it('gives the same tokens with names of its own', () =>
    expectSame('names', 'names.ts', async ({ mint, pair }) => [await mint({ room: 'r' }), await pair()]))

  it('gives the same tokens where a token goes through untyped code', () =>
    expectSame('helpers', 'token.js', ({ enter }) => enter('alice', 'daily')))

  it('gives the same tokens in a file that was moved in part', () =>
    expectSame('half_moved', 'token.mjs', async ({ mint, moved }) => [await mint(), await moved()]))

  it('gives the same tokens with dynamic imports', () =>
    expectSame('dynamic', 'mint.mjs', async ({ video, voice }) => [await video(), await voice()]))

  it('gives the same tokens with deep imports', () =>
    expectSame('deep_imports', 'common.cjs', async ({ access, capability }) => [
      await access(),
      claims(await capability()),
    ]))

  it('leaves TaskRouter tokens as they are', () =>
    expectSame('deep_imports', 'common.cjs', async ({ tasks }) => [await tasks()]))

  it('gives the same client capabilities', async () => {
    const http = await import('node:http')
    const handlers: Exports[] = []
    vi.spyOn(http.default, 'createServer').mockImplementation(((handler: Exports) => {
      handlers.push(handler)
      return { listen() {} }
    }) as Exports)
    const [before, after] = await both('capability', 'app.js', ...options)
    const [expected, got] = await Promise.all(handlers.map((handler) => answer(handler, {})))
    expect(claims(got as string)).toEqual(claims(expected as string))
    // The one difference is how the path of the event stream is written: escaped, as other libraries do.
    const scopes = claims(await before.listen()).scope.replace('=/2010-04-01/', '=%2F2010-04-01%2F')
    expect(claims(await after.listen())).toEqual({ ...claims(await before.listen()), scope: scopes })
  })
})
