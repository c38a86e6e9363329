import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { JwtOptionError } from '@x/jwt-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ClientValidationToken, createValidatingFetch } from '../src/index.ts'
import { credentials } from './keys.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly signed: string | undefined
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  readonly type: string | undefined
  readonly body: string
}

const HEADER = 'twilio-client-validation'
const authorization = `Basic ${btoa('SKx:fake')}`
const signedFetch = createValidatingFetch(new ClientValidationToken(credentials))

async function read(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method, url, headers } = request
  return {
    ...{ method, url, authorization: headers.authorization, cookie: headers.cookie },
    type: headers['content-type'],
    signed: headers[HEADER] as string | undefined,
    body: Buffer.concat(chunks).toString(),
  }
}

/** A server that answers `/STATUS?to=ADDRESS` with that redirect, and all else with ok. */
async function start(seen: Seen[]): Promise<{ server: Server; origin: string }> {
  const server = createServer(async (request, response) => {
    seen.push(await read(request))
    const url = new URL(request.url as string, 'http://x')
    const status = Number(url.pathname.slice(1))
    const to = url.searchParams.get('to')
    if (status >= 300 && to !== null) response.writeHead(status, { location: to }).end()
    else response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const here: Seen[] = []
const there: Seen[] = []
let own: Awaited<ReturnType<typeof start>>
let other: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  own = await start(here)
  other = await start(there)
})
afterAll(() => {
  own.server.close()
  other.server.close()
})
beforeEach(() => {
  here.length = 0
  there.length = 0
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    '%d to another origin carries no signature and no credential',
    async (status) => {
      const target = `${own.origin}/${status}?to=${encodeURIComponent(`${other.origin}/end`)}`
      const response = await signedFetch(target, { method: 'POST', body: 'To=1', headers: { authorization } })
      expect(await response.text()).toBe('ok')
      expect(here[0]?.signed).toMatch(/^ey/)
      expect(there).toHaveLength(1)
      expect(there[0]).toMatchObject({ signed: undefined, authorization: undefined })
    },
  )

  it.each([
    [307, 'POST', 'POST', 'To=1'],
    [308, 'PUT', 'PUT', 'To=1'],
    [303, 'PUT', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [301, 'PUT', 'PUT', 'To=1'],
  ])('%d of %s within the origin is signed anew, as %s', async (status, method, then, body) => {
    const bytes = new TextEncoder().encode('To=1')
    const target = `${own.origin}/${status}?to=%2Fend%3Fa%3D1`
    await (await signedFetch(target, { method, body: bytes, headers: { authorization } })).text()
    expect(here.map(({ signed }) => signed?.slice(0, 2))).toEqual(['ey', 'ey'])
    expect(here[0]?.signed).not.toBe(here[1]?.signed)
    expect(here[1]).toMatchObject({ method: then, url: '/end?a=1', body, authorization })
  })

  it('of a Request is followed alike', async () => {
    const target = `${own.origin}/307?to=${encodeURIComponent(`${other.origin}/end`)}`
    const request = new Request(target, { method: 'POST', body: 'To=1', headers: { authorization } })
    expect(await (await signedFetch(request)).text()).toBe('ok')
    expect(there[0]).toMatchObject({ signed: undefined, authorization: undefined, body: 'To=1' })
  })

  it('and back is not signed again, since its credentials are gone', async () => {
    const back = `${other.origin}/302?to=${encodeURIComponent(`${own.origin}/end`)}`
    await (
      await signedFetch(`${own.origin}/302?to=${encodeURIComponent(back)}`, { headers: { authorization } })
    ).text()
    expect(here.map(({ signed }) => signed !== undefined)).toEqual([true, false])
    expect(here[1]?.authorization).toBeUndefined()
  })

  it('to another origin carries no signature that its caller brought along, of an earlier try say', async () => {
    const target = `${own.origin}/302?to=${encodeURIComponent(`${other.origin}/end`)}`
    const headers = { authorization, 'Twilio-Client-Validation': 'eyJ.of.before' }
    for (const sent of [
      await signedFetch(target, { headers }),
      await signedFetch(new Request(target, { headers })),
    ])
      expect(await sent.text()).toBe('ok')
    expect(here.map(({ signed }) => signed !== headers['Twilio-Client-Validation'])).toEqual([true, true])
    expect(there.map(({ signed }) => signed)).toEqual([undefined, undefined])
  })

  it.each<[string, (port: string, elsewhere: string) => string, boolean]>([
    ['//host', (_, elsewhere) => `//127.0.0.1:${elsewhere}/end`, false],
    ['backslashes', (_, elsewhere) => `\\\\127.0.0.1:${elsewhere}\\end`, false],
    ['a slash and a backslash', (_, elsewhere) => `/\\127.0.0.1:${elsewhere}/end`, false],
    ['a tab between slashes', (_, elsewhere) => `/\t/127.0.0.1:${elsewhere}/end`, false],
    ['another name of the host', (port) => `http://localhost:${port}/end`, false],
    ['the host in IPv6', (port) => `http://[::ffff:127.0.0.1]:${port}/end`, false],
    ['capitals', (port) => `HTTP://127.0.0.1:${port}/end`, true],
    ['the host in other digits', (port) => `http://0x7f.1:${port}/end`, true],
    ['the host with a trailing dot', (port) => `http://127.0.0.1.:${port}/end`, true],
    ['a fragment', () => '/end#part', true],
  ])('written with %s is told apart by its origin', async (_, target, isOwn) => {
    const [port, elsewhere] = [own, other].map(({ origin }) => new URL(origin).port) as [string, string]
    const url = `${own.origin}/307?to=${encodeURIComponent(target(port, elsewhere))}`
    await (await signedFetch(url, { headers: { authorization, cookie: 'a=b' } })).text()
    const reached = [...here.slice(1), ...there]
    expect(reached).toHaveLength(1)
    expect(reached[0]?.signed !== undefined).toBe(isOwn)
    expect(reached[0]).toMatchObject({
      authorization: isOwn ? authorization : undefined,
      cookie: isOwn ? 'a=b' : undefined,
    })
  })

  it.each([
    'http://user:hunter2@127.0.0.1/',
    'http://[bad/',
    'data:text/plain,x',
    'file:///etc/passwd',
    '/x?a=100%',
  ])('to %s is refused with an error of ours', async (to) => {
    const error = await signedFetch(`${own.origin}/302?to=${encodeURIComponent(to)}`).catch((error) => error)
    expect(error).toBeInstanceOf(JwtOptionError)
    expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID', option: 'url' })
    expect(String(error)).not.toContain('hunter2')
  })

  it('keeps what its caller told fetch, such as the proxy to go through', async () => {
    const sent: unknown[] = []
    const dispatcher = { own: 'proxy' }
    const hopping = createValidatingFetch({ sign: async () => 'x' }, async (_, init) => {
      sent.push([
        Reflect.get(init as object, 'dispatcher'),
        Reflect.get(init as object, 'cache'),
        init?.redirect,
      ])
      const isFirst = sent.length === 1
      return new Response(null, isFirst ? { status: 302, headers: { location: '/again' } } : {})
    })
    await hopping(own.origin, { cache: 'no-store', dispatcher } as never)
    expect(sent).toEqual([
      [dispatcher, 'no-store', 'manual'],
      [dispatcher, 'no-store', 'manual'],
    ])
  })

  it('to a GET drops what tells of the body, and to a GET that was one keeps all', async () => {
    const target = `${own.origin}/303?to=%2Fend`
    const headers = { 'content-type': 'text/x-own' }
    await (await signedFetch(target, { method: 'POST', headers, body: 'a' })).text()
    await (await signedFetch(target, { headers })).text()
    expect(here.map(({ type }) => type)).toEqual(['text/x-own', undefined, 'text/x-own', 'text/x-own'])
  })

  it('that the fetch follows by itself is told, and one of a Request that knows none is not left to it', async () => {
    const followed = Object.defineProperty(new Response(null), 'redirected', { value: true })
    const native = createValidatingFetch({ sign: async () => 'x' }, async () => followed)
    await expect(native(own.origin)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID', option: 'fetch' })
    const asked: unknown[] = []
    const spare = createValidatingFetch({ sign: async () => 'x' }, async (_, init) => {
      asked.push(init?.redirect)
      return new Response()
    })
    const known = Object.getOwnPropertyDescriptor(Request.prototype, 'redirect') as PropertyDescriptor
    Object.defineProperty(Request.prototype, 'redirect', { value: undefined, configurable: true })
    try {
      await spare(own.origin)
      await spare(own.origin, { redirect: 'error' })
    } finally {
      Object.defineProperty(Request.prototype, 'redirect', known)
    }
    expect(asked).toEqual(['manual', 'error'])
  })

  it('without end is given up, and one that the caller wants is handed back', async () => {
    const loop = `${own.origin}/302?to=${encodeURIComponent('/302?to=%2F302')}`
    const endless = createValidatingFetch(
      { sign: async () => 'x' },
      async () => new Response(null, { status: 302, headers: { location: '/again' } }),
    )
    await expect(endless(loop)).rejects.toBeInstanceOf(JwtOptionError)
    const response = await signedFetch(loop, { redirect: 'manual' })
    expect(response.status).toBe(302)
  })

  it('whose target a browser hides is refused', async () => {
    const hidden = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
    const browser = createValidatingFetch({ sign: async () => 'x' }, async () => hidden)
    await expect(browser(`${own.origin}/x`)).rejects.toMatchObject({
      code: 'ERR_OPTION_INVALID',
      option: 'url',
    })
  })
})

it('heeds what the request says where a setting beside it is undefined', async () => {
  const sent: RequestInit[] = []
  const underneath = (async (_: unknown, init: RequestInit = {}) => {
    sent.push(init)
    return sent.length === 1
      ? new Response(null, { status: 302, headers: { location: '/next' } })
      : new Response('ok')
  }) as typeof fetch
  const { signal } = new AbortController()
  const request = new Request('https://api.twilio.com/first', { credentials: 'omit', signal })
  const signing = createValidatingFetch(new ClientValidationToken(credentials), underneath)
  await signing(request, { signal: undefined, credentials: undefined } as never)
  expect(sent[1]?.credentials).toBe('omit')
  expect(sent[1]?.signal).toBeInstanceOf(AbortSignal)
})
