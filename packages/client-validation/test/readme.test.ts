import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ClientValidationToken, createValidatingFetch } from '../src/index.ts'
import { credentials, publicKey } from './keys.ts'
import { requestHash, startServer, verifyRequest } from './verifier.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string)
let local: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  local = await startServer()
})
afterAll(() => void local.server.close())
afterEach(() => void vi.unstubAllGlobals())

const given = {
  ClientValidationToken,
  createValidatingFetch,
  ...credentials,
  apiKeySecret: 'fake-secret',
  authorization: 'Basic abc',
}

/** Runs an example of the README as it stands there, but for the import, and returns what it made. */
async function run(code: string | undefined, result: string): Promise<unknown> {
  const body = `return (async () => {${code?.replace(/^import .*$/m, '')}; return ${result} })()`
  return new Function(...Object.keys(given), body)(...Object.values(given))
}

/** Sends what goes to Twilio to the local server, under the Host of Twilio. */
function redirectFetch(): void {
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const { host, pathname } = new URL(url)
    const headers = new Headers(init.headers)
    headers.set('Host', host)
    return fetch(local.origin + pathname, { ...init, headers })
  })
}

it.each([
  [0, 'authorization;host'],
  [2, 'authorization;content-type;host'],
])('example %i sends a request that is accepted', async (at, hrh) => {
  redirectFetch()
  expect(await run(examples[at], 'response')).toMatchObject({ status: 200 })
  expect(await verifyRequest(local.requests.at(-1) as never, publicKey)).toMatchObject({ hrh })
})

it('example 1 makes the header of a request', async () => {
  const headers = (await run(examples[1], 'headers')) as Record<string, string>
  const rawHeaders = [...Object.entries(headers).flat(), 'Host', 'api.twilio.com']
  const request = {
    method: 'GET',
    target: '/2010-04-01/Accounts.json?PageSize=5',
    rawHeaders,
    body: Buffer.alloc(0),
  }
  const claims = await verifyRequest(request, publicKey)
  expect(claims.rqh).toBe(requestHash(request, ['authorization', 'host']))
})

it('are all of them', () => expect(examples.length).toBe(3))
