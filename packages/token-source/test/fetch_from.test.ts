import { afterEach, expect, it, vi } from 'vitest'
import { type FetchFromOptions, fetchFrom } from '../src/index.ts'
import { mint } from './tokens.ts'

const token = mint()
const json = (value: unknown) => JSON.stringify(value)
afterEach(() => void vi.unstubAllGlobals())

/** Asks an endpoint that answers so; returns what came of it and the request it was sent. */
async function ask(
  answer: { status?: number; body: string; headers?: Record<string, string> },
  options: FetchFromOptions = {},
) {
  const fetch = vi.fn(
    async (_url: string, _init: RequestInit) =>
      new Response(answer.body, { status: answer.status ?? 200, headers: answer.headers ?? {} }),
  )
  const fetchToken = fetchFrom('https://example.com/token?password=secret', { ...options, fetch })
  const signal = new AbortController().signal
  const result = await fetchToken({ signal, reason: 'first' }).catch((error) => error)
  const [url, init] = fetch.mock.calls[0] as [string, RequestInit]
  expect(init.signal).toBe(signal)
  return { result, url, init }
}

it.each([
  ['{token}', json({ identity: 'alice', token })],
  ['{accessToken}', json({ accessToken: token })],
  ['text', `${token}\n`],
  ['text as JSON', json(token)],
])('reads %s', async (_, body) => {
  expect((await ask({ body })).result).toBe(token)
})

it.each([
  ['HTML', '<!doctype html><title>Sign in</title>', /200 with HTML/],
  ['nothing', '', /200 with nothing/],
  ['an empty object', '{}', /JSON of no member/],
  ['another object', json({ jwt: token, identity: 'alice' }), /JSON of jwt, identity/],
  ['an error', json({ error: { message: 'no such room' } }), /the error "no such room"/],
  ['an error as text', json({ error: 'no such user' }), /the error "no such user"/],
  ['a list', json([token]), /JSON of 0/],
  ['null', 'null', /text that is no token/],
  ['a number', '5', /text that is no token/],
  ['other text', 'Hello there', /text that is no token/],
  ['half a token', token.slice(0, 60), /text that is no token/],
  ['a token that is no text', json({ token: { token } }), /JSON of token/],
  ['an empty token', json({ token: '' }), /JSON of token/],
  ['a megabyte', `a.${'b'.repeat(1e6)}.c`, /text that is no token/],
])('says that it was answered with %s', async (_, body, message) => {
  const { result } = await ask({ body })
  expect(result).toMatchObject({ code: 'ERR_TOKEN_UNREADABLE', status: 200 })
  expect(result.message).toMatch(message)
  expect(result.message).not.toContain(token.slice(40, 60))
  expect(result.message).not.toContain('secret')
})

it.each([
  [401, 'ERR_TOKEN_FETCH_REFUSED'],
  [403, 'ERR_TOKEN_FETCH_REFUSED'],
  [404, 'ERR_TOKEN_FETCH'],
  [500, 'ERR_TOKEN_FETCH'],
])('takes no token from an answer of %i', async (status, code) => {
  const { result } = await ask({ status, body: json({ token }) })
  expect(result).toMatchObject({ code, status })
  expect(result.message).toContain(`${status}`)
})

it('quotes no token from an error', async () => {
  const { result } = await ask({ status: 500, body: json({ error: { message: `bad: ${token}` } }) })
  expect(result.message).toContain('the error "bad: …"')
})

it.each([
  ['30', 30],
  ['0', undefined],
  ['soon', undefined],
  ['Wed, 25 Nov 2026 10:00:20 GMT', 20],
  ['Wed, 25 Nov 2026 09:00:20 GMT', undefined],
])('reads Retry-After: %s', async (value, retryAfter) => {
  // By the server's own clock, since this device's may be wrong.
  const headers = { 'retry-after': value, date: 'Wed, 25 Nov 2026 10:00:00 GMT' }
  const { result } = await ask({ status: 429, body: '', headers })
  expect(result.retryAfter).toBe(retryAfter)
})

it('posts by default, sends an object as JSON and headers as they are at that time', async () => {
  const options = { body: { room: 'daily' }, headers: async () => ({ authorization: 'Bearer x' }) }
  const { init, url } = await ask({ body: token }, options)
  expect(url).toContain('https://example.com/token')
  expect(init).toMatchObject({
    method: 'POST',
    body: '{"room":"daily"}',
    headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
  })
  expect('credentials' in init).toBe(false)
})

it('sends other bodies, cookies and methods as they are given', async () => {
  const body = new URLSearchParams({ room: 'daily' })
  const { init } = await ask({ body: token }, { method: 'PUT', body, credentials: 'include' })
  expect(init).toMatchObject({ method: 'PUT', body, credentials: 'include', headers: {} })
  expect((await ask({ body: token }, { method: 'GET' })).init).toMatchObject({ cache: 'no-store' })
})

it('takes a URL, and the global fetch as it is when called', async () => {
  const fetchToken = fetchFrom(new URL('https://example.com/token'))
  vi.stubGlobal(
    'fetch',
    async (url: string) => new Response(url === 'https://example.com/token' ? token : ''),
  )
  expect(await fetchToken({ signal: new AbortController().signal, reason: 'first' })).toBe(token)
})

it.each([
  [['/token', { methd: 'GET' }], /methd.*method/],
  [['/token', { method: 'GET', body: 'x' }], /body/],
  [[''], /url/],
  [[undefined], /url/],
])('refuses %o', (given, message) => {
  expect(() => fetchFrom(...(given as Parameters<typeof fetchFrom>))).toThrow(message)
})
