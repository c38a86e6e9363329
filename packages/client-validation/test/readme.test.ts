import { readFileSync } from 'node:fs'
import { afterEach, expect, it, vi } from 'vitest'
import { ClientValidationToken, createValidatingFetch } from '../src/index.ts'
import { credentials, publicKey } from './keys.ts'
import { type RawRequest, verifyRequest } from './verifier.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string)
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

/** Stands in for the way to Twilio: keeps the request as the global fetch is given it. */
function catchRequest(): { request?: RawRequest } {
  const caught: { request?: RawRequest } = {}
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const { host, pathname, search } = new URL(url)
    const rawHeaders = [...new Headers(init.headers), ['Host', host]].flat()
    const body = Buffer.from((init.body ?? '') as string)
    caught.request = { method: init.method ?? 'GET', target: pathname + search, rawHeaders, body }
    return new Response()
  })
  return caught
}

it.each([
  [0, 'authorization;host'],
  [2, 'authorization;content-type;host'],
])('example %i sends a request that is accepted', async (at, hrh) => {
  const caught = catchRequest()
  expect(await run(examples[at], 'response')).toMatchObject({ status: 200 })
  expect(await verifyRequest(caught.request as RawRequest, publicKey)).toMatchObject({ hrh })
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
  expect(await verifyRequest(request, publicKey)).toMatchObject({ hrh: 'authorization;host' })
})

it('are all of them', () => expect(examples.length).toBe(3))
