import { JwtOptionError } from '@x/jwt-core'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { ClientValidationToken, createValidatingFetch } from '../src/index.ts'
import { credentials, publicKey } from './keys.ts'
import { type RawRequest, startServer, verifyRequest } from './verifier.ts'

const authorization = `Basic ${btoa('SKx:fake')}`
const token = new ClientValidationToken(credentials)
const signedFetch = createValidatingFetch(token)
let local: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  local = await startServer()
})
afterAll(() => void local.server.close())
beforeEach(() => void local.requests.splice(0))

const last = () => local.requests.at(-1) as RawRequest
const header = (name: string) =>
  last().rawHeaders[last().rawHeaders.findIndex((it) => it.toLowerCase() === name) + 1]

async function accepted(input: string | URL | Request, init?: RequestInit): Promise<RawRequest> {
  const response = await signedFetch(input, init)
  expect(await response.text()).toBe('ok')
  const claims = await verifyRequest(last(), publicKey)
  expect(claims).toMatchObject({
    iss: credentials.apiKeySid,
    sub: credentials.accountSid,
    hrh: 'authorization;host',
  })
  return last()
}

const headers = { Authorization: authorization }
const json = { ...headers, 'Content-Type': 'application/json' }

describe('a request that a server took off the wire is what was signed', () => {
  it.each([
    ['no query', '/2010-04-01/Accounts.json'],
    ['no path', ''],
    ['a query', '/Messages.json?PageSize=5&Limit=10&To=%2B15551234567'],
    ['repeated names', '/x?To=b&To=a&From=c&To=B'],
    ['values with =', '/x?token=a=b==&z=='],
    ['spaces of both kinds', '/x?a=b+c%20d&%20e=+'],
    ['names without a value', '/x?flag&a=&=b'],
    [
      'characters that encoders differ on',
      "/a!'()*~b/x?k!'()*~=v!'()*~&StartTime%3E=1&StartTime=2&StartTime<=3",
    ],
    ['Unicode and emoji', '/ä/x?name=語&smile=😀&%C3%A9=%f0%9f%98%80'],
    ['slashes that repeat or are data', '//v1///Things/a b/c%2Fd/'],
    ['dots', '/a/../b/./c/%2e%2e/d'],
    ['a percent sign', '/100%25/x?done=100%25'],
    ['a fragment', '/x?a=b#part'],
  ])('GET with %s', async (_, target) => {
    await accepted(local.origin + target, { headers })
    await accepted(new URL(local.origin + target), { headers: new Headers(headers) })
  })

  it('GET with any path and query, in both readings, and no value of them changes', async () => {
    const odd = [...'!\'()*~-._ +&=%/?#:@$,;<>[]{}|^`"\\aZ9é語😀']
    const text = fc.oneof(fc.string({ unit: fc.constantFrom(...odd) }), fc.string({ unit: 'grapheme' }))
    const spell = fc.constantFrom(encodeURIComponent, (value: string) =>
      encodeURIComponent(value)
        .replace(/%20/g, '+')
        .replace(/%(?:3A|40|24|2C|3B|2F|3F|5B|5D)/g, decodeURIComponent),
    )
    const pairs = fc.array(fc.tuple(text, text, spell), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 3 }),
        pairs,
        fc.boolean(),
        async (path, query, asRequest) => {
          const url = new URL(local.origin)
          url.pathname = path.map(encodeURIComponent).join('/')
          url.search = query.map(([name, value, spell]) => `${spell(name)}=${spell(value)}`).join('&')
          const request = { method: 'POST', headers, body: 'a=b' }
          const sent = await accepted(
            asRequest ? new Request(url, request) : url,
            asRequest ? undefined : request,
          )
          const received = new URL(local.origin + sent.target)
          expect([...received.searchParams]).toEqual([...url.searchParams])
          expect(received.pathname.split('/').map(decodeURIComponent)).toEqual(
            url.pathname.split('/').map(decodeURIComponent),
          )
          expect(sent.body.toString()).toBe('a=b')
        },
      ),
      { numRuns: 150 },
    )
  })

  it('a Request of another spelling keeps what its caller set', async () => {
    const controller = new AbortController()
    const request = new Request(`${local.origin}/x?a=(b)`, {
      ...{ method: 'PUT', headers: json, body: '{}', credentials: 'omit', referrer: 'about:client' },
      ...{ cache: 'no-store', redirect: 'error', signal: controller.signal },
    })
    let sent: Request | undefined
    const fetchOnce = createValidatingFetch(token, async (input) => {
      sent = input as Request
      return new Response('ok')
    })
    await fetchOnce(request)
    expect(sent).toMatchObject({ url: `${local.origin}/x?a=%28b%29`, method: 'PUT', credentials: 'omit' })
    expect(sent).toMatchObject({ cache: 'no-store', redirect: 'error' })
    expect(sent?.headers.get('content-type')).toBe('application/json')
    expect(await sent?.text()).toBe('{}')
    controller.abort()
    expect(sent?.signal.aborted).toBe(true)
  })

  it('POST of a form', async () => {
    const body = new URLSearchParams({ To: '+15551234567', Body: 'Hi there & ~*=' })
    const sent = await accepted(`${local.origin}/Messages.json`, { method: 'POST', headers, body })
    expect(sent.body.toString()).toBe(body.toString())
    expect(header('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
  })

  it('POST of JSON', async () => {
    const body = JSON.stringify({ a: 'é', b: [1, 2], c: '😀' })
    const sent = await accepted(`${local.origin}/v1/Things`, { method: 'post', headers: json, body })
    expect(JSON.parse(sent.body.toString())).toEqual(JSON.parse(body))
    expect(header('content-type')).toBe('application/json')
  })

  it('header values with inner spaces', async () => {
    await accepted(local.origin, { headers: { Authorization: '  Digest user="a  b",   realm="c d"  ' } })
    expect(header('authorization')).toBe('Digest user="a  b",   realm="c d"')
  })

  it('other headers, chosen through a signer of one’s own', async () => {
    const names = ['Host', 'X-Note', 'authorization', 'content-type']
    const choosing = createValidatingFetch({ sign: (each) => token.sign({ ...each, signedHeaders: names }) })
    const note = ' two  inner   spaces '
    await choosing(local.origin, { method: 'POST', headers: { ...json, 'X-Note': note }, body: '{}' })
    const claims = await verifyRequest(last(), publicKey)
    expect(claims.hrh).toBe('authorization;content-type;host;x-note')
  })

  it('the host, which a caller may only repeat: runtimes differ on sending another', async () => {
    const sent = await accepted(local.origin, { headers: { ...headers, Host: new URL(local.origin).host } })
    expect(sent.rawHeaders.filter((name) => name.toLowerCase() === 'host').length).toBe(1)
  })

  it('a request without Authorization', async () => void (await accepted(local.origin)))

  const bytes = new TextEncoder().encode('bytes \u0000 ÿ')
  const form = new FormData()
  form.set('file', new Blob(['content']), 'a.txt')
  const stream = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('first '))
        controller.enqueue(new TextEncoder().encode('second'))
        controller.close()
      },
    })
  it.each<[string, () => RequestInit['body'], string | Uint8Array]>([
    ['bytes', () => bytes, bytes],
    ['part of a buffer', () => bytes.subarray(2, 5), bytes.subarray(2, 5)],
    ['a buffer', () => bytes.buffer, bytes],
    ['a Blob', () => new Blob(['text'], { type: 'text/x-own' }), 'text'],
    ['a stream', stream, 'first second'],
    ['an empty string', () => '', ''],
    ['no body', () => null, ''],
  ])('POST of %s', async (_, body, expected) => {
    const init = { method: 'POST', headers, body: body(), duplex: 'half' } as RequestInit
    const sent = await accepted(local.origin, init)
    expect(sent.body).toEqual(Buffer.from(expected))
    const request = new Request(local.origin, { ...init, body: body() } as RequestInit)
    expect((await accepted(request)).body).toEqual(Buffer.from(expected))
  })

  it('POST of a FormData, under the boundary that was hashed', async () => {
    const sent = await accepted(local.origin, { method: 'POST', headers, body: form })
    const boundary = header('content-type')?.split('boundary=')[1] as string
    expect(sent.body.toString()).toContain(boundary)
    expect(sent.body.toString()).toContain('content')
  })

  it('a Request, and one that init changes', async () => {
    const request = () => new Request(`${local.origin}/x?a=1`, { method: 'PUT', headers: json, body: '{}' })
    expect((await accepted(request())).method).toBe('PUT')
    const sent = await accepted(request(), { method: 'PATCH', body: '[]', headers })
    expect([sent.method, sent.body.toString()]).toEqual(['PATCH', '[]'])
    await accepted(new Request(local.origin, { headers }))
  })

  it('what fetch reads as settings: a Request, an instance of a class, an object that inherits', async () => {
    class Settings {
      get method() {
        return 'PUT'
      }
      get headers() {
        return json
      }
      get body() {
        return '{}'
      }
    }
    const given = { method: 'PUT', headers: json, body: '{}' }
    for (const init of [
      new Request('http://elsewhere.example', given),
      new Settings(),
      Object.create(given),
    ]) {
      const sent = await accepted(`${local.origin}/x`, init)
      expect([sent.method, sent.target, sent.body.toString()]).toEqual(['PUT', '/x', '{}'])
      expect(header('authorization')).toBe(authorization)
      expect(header('content-type')).toBe('application/json')
    }
  })

  it('with PS256', async () => {
    const pss = createValidatingFetch(new ClientValidationToken({ ...credentials, algorithm: 'PS256' }))
    await pss(local.origin, { headers })
    await verifyRequest(last(), publicKey)
  })
})

it('the verifier refuses a request that was changed', async () => {
  const sent = await accepted(`${local.origin}/x?a=1`, { method: 'POST', headers, body: 'a=b' })
  const host = sent.rawHeaders.findIndex((name) => name.toLowerCase() === 'host') + 1
  const changes: Partial<RawRequest>[] = [
    { method: 'PUT' },
    { target: '/x?a=2' },
    { target: '/y?a=1' },
    { body: Buffer.from('a=c') },
    { rawHeaders: sent.rawHeaders.map((value, at) => (at === host ? 'evil.example' : value)) },
  ]
  for (const change of changes)
    await expect(verifyRequest({ ...sent, ...change }, publicKey)).rejects.toThrow('hash')
})

describe('the wrapped fetch', () => {
  it('has the type of fetch and passes on what it does not know', async () => {
    expectTypeOf(signedFetch).toEqualTypeOf<typeof globalThis.fetch>()
    const inner = vi.fn<typeof globalThis.fetch>(async () => new Response())
    const dispatcher = { own: 'setting' }
    await createValidatingFetch(token, inner)('https://api.twilio.com/', {
      headers,
      dispatcher,
    } as never)
    expect(inner).toHaveBeenCalledOnce()
    expect(inner.mock.calls[0]).toMatchObject(['https://api.twilio.com/', { dispatcher }])
  })

  it('sends nothing when it is aborted, and rejects with the reason', async () => {
    const endless = new ReadableStream({ pull: () => new Promise(() => {}) })
    const aborting = new AbortController()
    const init = { method: 'POST', headers, body: endless, duplex: 'half', signal: aborting.signal }
    const sending = signedFetch(local.origin, init as RequestInit)
    setTimeout(() => aborting.abort(new Error('enough')), 10)
    await expect(sending).rejects.toThrow('enough')
    await expect(signedFetch(local.origin, { headers, signal: AbortSignal.abort() })).rejects.toThrow('abort')
    expect(local.requests.length).toBe(0)
  })
})

describe('nothing is sent for', () => {
  const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('disk')) })
  const locked = new ReadableStream()
  locked.getReader()
  const post = (body: unknown) => ({ method: 'POST', headers, body, duplex: 'half' }) as RequestInit
  it.each<[string, string, () => Promise<unknown>]>([
    ['a stream that fails', 'body', () => signedFetch(local.origin, post(failing))],
    ['a stream that is being read', 'body', () => signedFetch(local.origin, post(locked))],
    ['a relative URL', 'url', () => signedFetch('/x')],
    ['another protocol', 'url', () => signedFetch('ftp://api.twilio.com/')],
    ['a password in the URL', 'url', () => signedFetch(local.origin.replace('//', '//user:hunter2@'))],
    ['a stray %', 'url', () => signedFetch(`${local.origin}/x?discount=100%`)],
    ['UTF-8 that is none', 'url', () => signedFetch(`${local.origin}/%ff`)],
    ['a GET with a body', 'body', () => signedFetch(local.origin, { headers, body: 'x' })],
    [
      'a header that is none',
      'request',
      () => signedFetch(local.origin, { headers: { a: 'hunter2\u0001\n1' } }),
    ],
    [
      'a Request that was read before',
      'body',
      async () => {
        const request = new Request(local.origin, post('text'))
        await request.text()
        await signedFetch(request)
      },
    ],
  ])('%s', async (_, option, act) => {
    const error = await act().then(
      () => undefined,
      (reason: unknown) => reason as JwtOptionError,
    )
    expect(error).toBeInstanceOf(JwtOptionError)
    expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID', option })
    expect(`${error?.message} ${String(error?.cause)}`).not.toContain('hunter2')
    expect(local.requests.length).toBe(0)
  })

  it('what is no token or no fetch', () => {
    expect(() => createValidatingFetch(undefined as never)).toThrow(JwtOptionError)
    expect(() => createValidatingFetch(token, 'fetch' as never)).toThrow(JwtOptionError)
  })
})
