import { AccessToken } from '@x/access-token'
import { createKeyResolver, JwtOptionError } from '@x/jwt-core'
import { describe, expect, it, vi } from 'vitest'
import { createIssuer, createTokenEndpoint, deny, memoryLimiter, type Permit } from '../src/index.ts'
import { authorize, CREDENTIALS, identityOf, makeEndpoint, outcomeOf, request, SECRET } from './fixture.ts'

describe('an answer with a token', () => {
  it('holds the token, the identity and the life that is left', async () => {
    const { endpoint } = makeEndpoint()
    const response = await endpoint(request())
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      vary: 'Origin',
      'x-content-type-options': 'nosniff',
    })
    const body = (await response.json()) as Record<string, unknown>
    expect(Object.keys(body)).toEqual(['token', 'identity', 'expires_in'])
    expect(body.identity).toBe('alice')
    expect(body.expires_in).toBeGreaterThan(3590)
    const verified = await AccessToken.verify(body.token as string, SECRET)
    expect(verified.grants).toEqual({ video: { room: 'daily' } })
    expect(verified.expiresAt - (verified.issuedAt as number)).toBe(3600)
  })

  it.each([
    ['token', { token: 'a"\\\n\ud800' }, { token: 'a"\\\n\ud800' }],
    ['identity', { identity: 'b"' }, { identity: 'b"' }],
    ['identity into none', { identity: undefined }, { identity: undefined }],
    ['life into none', { expiresAt: Number.NaN }, { expires_in: null }],
  ])('is JSON where an issuer around ours changes the %s', async (_, changes, shown) => {
    const ours = createIssuer(CREDENTIALS)
    const { endpoint } = makeEndpoint({
      issuer: { issue: async (permit) => Object.assign(await ours.issue(permit), changes) },
    })
    expect(await (await endpoint(request())).json()).toEqual({
      token: expect.any(String),
      identity: 'alice',
      expires_in: expect.any(Number),
      ...shown,
    })
  })

  it('is JSON where an issuer says after its answer that it was ours', async () => {
    const { issue } = createIssuer(CREDENTIALS)
    const issuer = {
      issue: async () => {
        issuer.issue = issue as never
        return { token: 'a","admin":"yes', identity: 'alice', expiresAt: 4e9 } as never
      },
    }
    const { endpoint } = makeEndpoint({ issuer })
    expect(await (await endpoint(request())).json()).toMatchObject({ token: 'a","admin":"yes' })
  })

  it('is the bare token as text', async () => {
    const response = await makeEndpoint({ format: 'text' }).endpoint(request())
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect((await AccessToken.verify(await response.text(), SECRET)).identity).toBe('alice')
  })

  it.each([
    ['an object', { room_type: 'group' }, 'application/json', '{"room_type":"group"}'],
    ['a text', 'hello', 'text/plain; charset=utf-8', 'hello'],
    [
      'a Response',
      new Response('own', { headers: { 'content-type': 'a/b', 'cache-control': 'public' } }),
      'a/b',
      'own',
    ],
  ])('has a form of its own: %s', async (_, made, type, body) => {
    const response = await makeEndpoint({ format: () => made }).endpoint(request())
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      type,
      body,
    ])
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('comes also where another class stands in the place of Promise, as with zone.js', async () => {
    const issuer = createIssuer(async () => CREDENTIALS)
    const seen: unknown[] = []
    const { endpoint } = makeEndpoint({
      issuer,
      authorize: async (_, body) => {
        seen.push(body)
        return { identity: 'alice', grants: [] }
      },
      format: async ({ token }) => token,
    })
    vi.stubGlobal('Promise', class extends Promise<unknown> {})
    try {
      const headers = { 'content-type': 'application/json' }
      const response = await endpoint(request({ headers, body: '{"room":"daily"}' }))
      expect((await AccessToken.verify(await response.text(), SECRET)).identity).toBe('alice')
      expect(seen).toEqual([{ room: 'daily' }])
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('keeps each cookie that a form of its own sets', async () => {
    const format = () => {
      const response = new Response('x')
      for (const cookie of ['a=1', 'b=2']) response.headers.append('set-cookie', cookie)
      return response
    }
    const response = await makeEndpoint({ format }).endpoint(request())
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it.each([204, 304])('may have no body, as with %i', async (status) => {
    const format = () => new Response(null, { status, headers: { 'set-cookie': 'token=x' } })
    const response = await makeEndpoint({ format }).endpoint(request())
    expect([response.status, response.body]).toEqual([status, null])
    expect(response.headers.getSetCookie()).toEqual(['token=x'])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a function', () => 'x'],
    ['a symbol', Symbol('x')],
    ['what makes no JSON', { toJSON() {} }],
    ['what has no end', Object.defineProperty([], '0', { enumerable: true, get: () => 1n })],
    ['an answer that is none', Response.error()],
  ])('is a mistake of the app where its form gives %s', async (_, made) => {
    const { endpoint, events } = makeEndpoint({ format: () => made as object })
    expect(await outcomeOf(await endpoint(request()))).toEqual([500, 'ERR_INTERNAL'])
    expect(events).toMatchObject([{ type: 'failed', reason: 'format' }])
  })
})

describe('authorize', () => {
  it.each([
    ['no body', {}, undefined],
    ['an empty body', { body: '', headers: { 'content-type': 'application/json' } }, undefined],
    ['JSON', { body: '{"a":[1]}', headers: { 'content-type': 'application/json' } }, { a: [1] }],
    [
      'JSON, its type in other letters',
      { body: '1', headers: { 'content-type': 'Application/JSON; Charset="UTF-8"' } },
      1,
    ],
    [
      'a form',
      { body: 'a=1&b=x+y&b=%C3%A9', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { a: '1', b: ['x y', 'é'] },
    ],
    ['URLSearchParams', { body: new URLSearchParams({ a: '1' }) }, { a: '1' }],
  ])('is given the body: %s', async (_, init, expected) => {
    let seen: unknown = 'nothing'
    const { endpoint } = makeEndpoint({
      authorize: (_request, body) => {
        seen = body
        return deny(403)
      },
    })
    expect((await endpoint(request(init))).status).toBe(403)
    expect(seen).toEqual(expected)
  })

  it('says no with a message of its own', async () => {
    const { endpoint, events } = makeEndpoint({ authorize: async () => deny(403, 'Not in this room.') })
    const response = await endpoint(request())
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({ error: { code: 'ERR_FORBIDDEN', message: 'Not in this room.' } })
    expect(events).toMatchObject([{ type: 'denied', reason: 'forbidden', status: 403 }])
  })

  it.each([
    ['throws', () => Promise.reject(new Error(`boom ${SECRET}`)), 'authorize'],
    [
      'throws at once',
      () => {
        throw new Error('boom')
      },
      'authorize',
    ],
    ['gives nothing', () => undefined, 'permit'],
    ['gives true', () => true, 'permit'],
    ['names nobody', () => ({ grants: [] }), 'permit'],
    ['names no text', () => ({ identity: 7, grants: [] }), 'permit'],
    ['gives no grants', () => ({ identity: 'a' }), 'permit'],
    ['misspells the life', () => ({ identity: 'a', grants: [], tttl: 60 }), 'permit'],
    ['names the text of nothing', () => ({ identity: 'undefined', grants: [] }), 'permit'],
    ['gives a life that is too long', () => ({ identity: 'a', grants: [], ttl: 86401 }), 'permit'],
    ['gives a grant that is none', () => ({ identity: 'a', grants: [{}] }), 'issue'],
  ])('opens nothing when it %s', async (_, broken, reason) => {
    const { endpoint, events } = makeEndpoint({ authorize: broken as never })
    const response = await endpoint(request())
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(text)).toEqual({
      error: { code: 'ERR_INTERNAL', message: 'The server made a mistake.' },
    })
    expect(events).toMatchObject([{ type: 'failed', reason, status: 500 }])
    expect(events[0]?.error).toBeInstanceOf(Error)
  })

  it('has no default', () => {
    expect(() => createTokenEndpoint({ issuer: createIssuer(CREDENTIALS) } as never)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'authorize' }),
    )
  })

  it('never takes the identity from the request by itself', async () => {
    const body = JSON.stringify({ identity: 'mallory' })
    const { endpoint } = makeEndpoint()
    const response = await endpoint(
      request({
        url: 'https://app.example/token?identity=mallory',
        body,
        headers: { 'content-type': 'application/json' },
      }),
    )
    expect(await identityOf(response)).toBe('alice')
  })
})

describe('a request that cannot be answered', () => {
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  it.each<[string, RequestInit, number, string]>([
    ['GET', { method: 'GET' }, 405, 'ERR_METHOD_NOT_ALLOWED'],
    ['PUT', { method: 'PUT' }, 405, 'ERR_METHOD_NOT_ALLOWED'],
    ['OPTIONS', { method: 'OPTIONS' }, 405, 'ERR_METHOD_NOT_ALLOWED'],
    ['HEAD', { method: 'HEAD' }, 405, ''],
    ['broken JSON', { body: '{', headers: json }, 400, 'ERR_BODY_UNREADABLE'],
    [
      'bytes that are no UTF-8',
      { body: new Uint8Array([34, 255, 34]), headers: json },
      400,
      'ERR_BODY_UNREADABLE',
    ],
    [
      'a prototype',
      { body: '{"a":{"__proto__":{"admin":true}}}', headers: json },
      400,
      'ERR_BODY_UNREADABLE',
    ],
    [
      'a prototype with escapes',
      { body: '{"__\\u0070roto__":1}', headers: json },
      400,
      'ERR_BODY_UNREADABLE',
    ],
    ['a prototype in a form', { body: '__proto__=1', headers: form }, 400, 'ERR_BODY_UNREADABLE'],
    ['plain text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'ERR_BODY_TYPE'],
    ['bytes of no type', { body: new Uint8Array([1]) }, 415, 'ERR_BODY_TYPE'],
    [
      'another charset',
      { body: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
      415,
      'ERR_BODY_TYPE',
    ],
    ['compression', { body: '{}', headers: { ...json, 'content-encoding': 'gzip' } }, 415, 'ERR_BODY_TYPE'],
    ['a large body', { body: JSON.stringify('x'.repeat(20_000)), headers: json }, 413, 'ERR_BODY_TOO_LARGE'],
    [
      'a length that is large',
      { body: '{}', headers: { ...json, 'content-length': '99999' } },
      413,
      'ERR_BODY_TOO_LARGE',
    ],
    [
      'a length that lies',
      { body: JSON.stringify('x'.repeat(20_000)), headers: { ...json, 'content-length': '5' } },
      413,
      'ERR_BODY_TOO_LARGE',
    ],
  ])('%s', async (_, init, status, code) => {
    const { endpoint, events } = makeEndpoint()
    const response = await endpoint(request(init))
    expect(response.status).toBe(status)
    if (code !== '') expect(await outcomeOf(response)).toEqual([status, code])
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(events).toMatchObject([{ type: 'denied', status }])
  })

  it('stops reading a body without an end', async () => {
    let sent = 0
    let cancelled = false
    const body = new ReadableStream({
      pull(controller) {
        sent++
        controller.enqueue(new Uint8Array(1024))
      },
      cancel() {
        cancelled = true
      },
    })
    const { endpoint } = makeEndpoint()
    const response = await endpoint(request({ body, duplex: 'half', headers: json } as RequestInit))
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(25)
    expect(cancelled).toBe(true)
  })

  it('gives a body up that does not come', async () => {
    const body = new ReadableStream({ pull: () => new Promise(() => {}) })
    const { endpoint, events } = makeEndpoint({ bodyTimeout: 0.05 })
    const response = await endpoint(request({ body, duplex: 'half', headers: json } as RequestInit))
    expect(await outcomeOf(response)).toEqual([400, 'ERR_BODY_TIMEOUT'])
    expect(events).toMatchObject([{ type: 'denied', reason: 'body-timeout' }])
  })

  it('takes GET where it is asked for', async () => {
    const { endpoint } = makeEndpoint({ methods: ['GET'] })
    expect(await identityOf(await endpoint(request({ method: 'GET' })))).toBe('alice')
    const post = await endpoint(request())
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET'])
  })
})

describe('an issuer that fails', () => {
  it('is a fault of the server, with nothing of it in the answer', async () => {
    const failing = createIssuer(() => Promise.reject(new Error(`vault at 10.0.0.7 said ${SECRET}`)))
    const { endpoint, events } = makeEndpoint({ issuer: failing })
    const response = await endpoint(request())
    expect(response.status).toBe(500)
    expect(await response.text()).not.toMatch(/vault|10\.0|secret/)
    expect(events).toMatchObject([{ type: 'failed', reason: 'issue' }])
  })

  it.each([undefined, null, 'eyJ', {}, { token: 1 }])(
    'hands nothing out that is no token: %j',
    async (made) => {
      const { endpoint, events } = makeEndpoint({ issuer: { issue: async () => made as never } })
      expect(await outcomeOf(await endpoint(request()))).toEqual([500, 'ERR_INTERNAL'])
      expect(events).toMatchObject([{ type: 'failed', reason: 'issue' }])
    },
  )

  it('is worth another try where keys cannot be fetched', async () => {
    const apiKeySecret = createKeyResolver(() => Promise.reject(new Error('away')))
    const { endpoint, events } = makeEndpoint({ issuer: createIssuer({ ...CREDENTIALS, apiKeySecret }) })
    expect(await outcomeOf(await endpoint(request()))).toEqual([503, 'ERR_UNAVAILABLE'])
    expect(events).toMatchObject([{ type: 'failed', reason: 'key-unavailable' }])
  })

  it.each([
    ['accountSid', { accountSid: 'SK1' }],
    ['apiKeySid', { apiKeySid: 'AC1' }],
    ['apiKeySecret', { apiKeySecret: '' }],
    ['apiKeySecret', { apiKeySecret: 'f'.repeat(32) }],
    ['region', { region: '' }],
  ])('is refused when it is made: %s', (option, wrong) => {
    let error: unknown
    try {
      createIssuer({ ...CREDENTIALS, ...wrong })
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(JwtOptionError)
    expect(error).toMatchObject({ option, code: 'ERR_OPTION_INVALID' })
    expect((error as Error).message).toMatch(new RegExp(`^${option} `))
  })
})

describe('hints', () => {
  it.each([
    [60, /60 s/],
    [180, /180 s/],
    [7200, /7200 s/],
  ])('one for a life of %i s, told once', async (ttl, hint) => {
    const { endpoint, hints } = makeEndpoint({ authorize: () => ({ identity: 'a', grants: [], ttl }) })
    await endpoint(request())
    await endpoint(request())
    expect(hints).toEqual([expect.stringMatching(hint)])
  })

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
  ])('cost nobody a token where the one who hears them %s', async (_, onHint) => {
    const { endpoint } = makeEndpoint({
      onHint: onHint as () => void,
      authorize: () => ({ identity: 'a', grants: [], ttl: 60 }),
    })
    expect((await endpoint(request())).status).toBe(200)
    // A rejection that nobody takes ends the test run, as it would a server.
    await new Promise((resolve) => setImmediate(resolve))
  })

  it.each([181, 3600, undefined])('none for a life of %s s', async (ttl) => {
    const permit: Permit = { identity: 'a', grants: [], ttl }
    const { endpoint, hints } = makeEndpoint({ authorize: () => permit })
    await endpoint(request())
    expect(hints).toEqual([])
  })
})

describe('options', () => {
  it.each([
    ['issuer', {}],
    ['authorize', 'yes'],
    ['cors', 'https://app.example'],
    ['origins', { origins: 'https://app.example' }, 'cors'],
    ['origins', { origins: ['*'], credentials: true }, 'cors'],
    ['origins', { origins: ['*'] }, 'cors'],
    ['origins', { origins: ['https://app.example/'] }, 'cors'],
    ['origins', { origins: ['app.example'] }, 'cors'],
    ['origins', { origins: ['null'] }, 'cors'],
    ['credentials', { origins: [], credentials: 'yes' }, 'cors'],
    ['limiter', {}],
    ['limiter', undefined],
    ['onLimiterError', 'ignore'],
    ['limiterTimeout', 0],
    ['methods', []],
    ['methods', ['DELETE']],
    ['format', 'xml'],
    ['maxBodySize', 1.5],
    ['bodyTimeout', -1],
    ['onEvent', 'log'],
    ['identityKey', ''],
    ['onHint', 1],
  ])('refuses a wrong %s', (option, value, name = option) => {
    const make = () =>
      createTokenEndpoint({ issuer: createIssuer(CREDENTIALS), authorize, [name]: value } as never)
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }))
  })

  it.each<[string, string, () => unknown]>([
    ['onevent', 'onEvent', () => makeEndpoint({ onevent: () => {} } as never)],
    ['authorise', 'authorize', () => makeEndpoint({ authorise: () => {} } as never)],
    ['credential', 'credentials', () => makeEndpoint({ cors: { origins: [], credential: true } as never })],
    ['apiKeySecrets', 'apiKeySecret', () => createIssuer({ ...CREDENTIALS, apiKeySecrets: '' } as never)],
    ['JTI', 'jti', () => createIssuer(CREDENTIALS, { JTI: () => '' } as never)],
    ['max', 'per', () => memoryLimiter({ limit: 1, per: 1, max: 1 } as never)],
  ])('refuses %s, which it does not know, and names %s', (option, nearest, make) => {
    let error: unknown
    try {
      make()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID', option })
    expect((error as Error).message).toContain(nearest)
  })

  it('deny takes 401 and 403 alone', () => {
    expect(deny(401)).toEqual({ status: 401 })
    expect(() => deny(200 as never)).toThrow(expect.objectContaining({ option: 'status' }))
  })
})
