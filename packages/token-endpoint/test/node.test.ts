import { connect, constants, createServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import express from 'express'
import express4 from 'express-4'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { deny, type TokenEndpointOptions } from '../src/index.ts'
import { nodeRequestOf, toNodeHandler } from '../src/node/index.ts'
import { identityOf, makeEndpoint } from './fixture.ts'
import { type Listener, sendRaw, serve } from './serve.ts'

/** Says what it was given, in place of a session: the identity is the body and the address as JSON. */
const echo: TokenEndpointOptions['authorize'] = (request, body) => ({
  identity: JSON.stringify([new URL(request.url).pathname, body ?? null]),
  grants: [],
})

const JSON_POST = {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer alice' },
  body: JSON.stringify({ room: 'ü' }),
}
const FORM_POST = { method: 'POST', body: new URLSearchParams({ room: 'ü' }) }

function expressWith(
  make: typeof express,
  ...before: ((make: typeof express) => express.RequestHandler)[]
): Listener {
  const app = make()
  for (const middleware of before) app.use(middleware(make))
  const router = make.Router()
  router.all('/token', toNodeHandler(makeEndpoint({ authorize: echo }).endpoint))
  app.use('/api', router)
  return app
}

const json = (make: typeof express) => make.json()
const form = (make: typeof express) => make.urlencoded({ extended: false })
const text = (make: typeof express) => make.text({ type: '*/*' })
const raw = (make: typeof express) => make.raw({ type: '*/*' })

const four = express4
const listeners: [string, () => Listener | Promise<Listener>][] = [
  ['node:http', () => toNodeHandler(makeEndpoint({ authorize: echo }).endpoint)],
  [
    'node:http, with a function around',
    () => {
      const { endpoint } = makeEndpoint({ authorize: echo })
      return toNodeHandler((request) => endpoint(request))
    },
  ],
  ['Express 5', () => expressWith(express)],
  ['Express 5 with express.json()', () => expressWith(express, json)],
  ['Express 5 with express.json() and urlencoded()', () => expressWith(express, json, form)],
  ['Express 5 with express.text()', () => expressWith(express, text)],
  ['Express 5 with express.raw()', () => expressWith(express, raw)],
  ['Express 4', () => expressWith(four)],
  ['Express 4 with express.json()', () => expressWith(four, json)],
  ['Express 4 with express.json() and urlencoded()', () => expressWith(four, json, form)],
  [
    'Fastify',
    async () => {
      const app = fastify()
      app.all('/api/token', toNodeHandler(makeEndpoint({ authorize: echo }).endpoint))
      await app.ready()
      return (request, response) => app.routing(request, response)
    },
  ],
  [
    'Fastify, raw, before it reads the body',
    async () => {
      const app = fastify()
      const handler = toNodeHandler(makeEndpoint({ authorize: echo }).endpoint)
      app.route({
        method: ['GET', 'POST', 'PUT'],
        url: '/api/token',
        onRequest: async (request, reply) => {
          reply.hijack()
          await handler(request.raw, reply.raw)
        },
        handler: () => {},
      })
      await app.ready()
      return (request, response) => app.routing(request, response)
    },
  ],
]

describe.each(listeners)('%s', (name, make) => {
  it('gives the body and the whole address', async () => {
    const address = `${await serve(await make())}/api/token`
    const answer = async (init: RequestInit) => identityOf(await fetch(address, init))
    expect(await answer(JSON_POST)).toBe('["/api/token",{"room":"ü"}]')
    if (!name.startsWith('Fastify') || name.includes('raw'))
      expect(await answer(FORM_POST)).toBe('["/api/token",{"room":"ü"}]')
    expect(await answer({ method: 'POST' })).toBe('["/api/token",null]')
  })

  it('answers what it does not take', async () => {
    const address = `${await serve(await make())}/api/token`
    const put = await fetch(address, { method: 'PUT' })
    expect([put.status, put.headers.get('allow'), put.headers.get('cache-control')]).toEqual([
      405,
      'POST',
      'no-store',
    ])
    // A body parser before has a limit and an answer of its own.
    const large = await fetch(address, { ...JSON_POST, body: JSON.stringify('x'.repeat(200_000)) })
    expect(large.status).toBe(413)
  })

  it.each([
    ...[
      '999.999.999.999',
      '256.1',
      '4294967296',
      'a.example:99999',
      '[:::]',
      '[1::2::3]',
      'xn--a',
      'a b',
      '',
    ],
  ])('says 400 to a host of which no address can be made: %j', async (host) => {
    const address = await serve(await make())
    const text = `POST /api/token HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
    expect(await sendRaw(address, text)).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('answers many on one connection', async () => {
    const address = await serve(await make())
    const one = `POST /api/token HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`
    const answer = await sendRaw(address, `${one}${one}${one.replace('Host', 'Connection: close\r\nHost')}`)
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3)
  })
})

describe('the request that authorize gets', () => {
  async function seen<Value>(
    look: (request: Request) => Value,
    init: RequestInit = JSON_POST,
  ): Promise<Awaited<Value>> {
    let value: Value | undefined
    const authorize = async (request: Request) => {
      value = await look(request)
      return deny(403)
    }
    await fetch(`${await serve(toNodeHandler(makeEndpoint({ authorize }).endpoint))}/token?a=1`, init)
    return value as Awaited<Value>
  }

  it('is a Request to all that ask', async () => {
    expect(await seen((request) => request instanceof Request)).toBe(true)
    expect(await seen((request) => [request.method, new URL(request.url).search])).toEqual(['POST', '?a=1'])
    expect(await seen((request) => request.headers.get('Authorization'))).toBe('Bearer alice')
    expect(await seen((request) => request.headers instanceof Headers)).toBe(true)
    expect(await seen((request) => [request.redirect, request.keepalive])).toEqual(['follow', false])
    expect(await seen((request) => request.signal.aborted)).toBe(false)
    expect(await seen((request) => request.clone().headers.get('authorization'))).toBe('Bearer alice')
    expect(await seen((request) => inspect(request))).toMatch(/method: 'POST'/)
  })

  it('has the headers that a Headers has', async () => {
    const init = { ...JSON_POST, headers: { ...JSON_POST.headers, 'x-own': 'b', 'x-two': 'a=1' } }
    expect(await seen((request) => request.headers.get('X-Own'), init)).toBe('b')
    expect(
      await seen((request) => [request.headers.get('x-two'), request.headers.get('none')], init),
    ).toEqual(['a=1', null])
    expect(
      await seen((request) => [request.headers.has('x-own'), request.headers.has('none')], init),
    ).toEqual([true, false])
    expect(await seen((request) => Object.fromEntries(request.headers), init)).toMatchObject(init.headers)
    expect(await seen((request) => new Headers(request.headers).get('x-own'), init)).toBe('b')
    const changed = (request: Request) => {
      request.headers.set('authorization', 'changed')
      return request.headers.get('authorization')
    }
    expect(await seen(changed, init)).toBe('changed')
  })

  it('has had its body read', async () => {
    expect(await seen((request) => request.bodyUsed)).toBe(true)
    expect(await seen((request) => request.json().catch((error: Error) => error.name))).toBe('TypeError')
    expect(await seen((request) => request.bodyUsed, { method: 'POST' })).toBe(false)
  })

  it('leads to the request of Node', async () => {
    expect(await seen((request) => nodeRequestOf(request)?.url)).toBe('/token?a=1')
    expect(nodeRequestOf(new Request('https://a.example'))).toBe(undefined)
  })

  it('is aborted when the client goes away', async () => {
    let aborted: Promise<unknown> | undefined
    const authorize = (request: Request) => {
      aborted = new Promise((resolve) => request.signal.addEventListener('abort', resolve))
      return new Promise<never>(() => {})
    }
    const address = await serve(toNodeHandler(makeEndpoint({ authorize }).endpoint))
    await fetch(address, { method: 'POST', signal: AbortSignal.timeout(200) }).catch(() => {})
    await aborted
  })
})

describe('on the wire', () => {
  const start = async (options: Partial<TokenEndpointOptions> = {}) => {
    const made = makeEndpoint({ authorize: echo, ...options })
    return { ...made, address: await serve(toNodeHandler(made.endpoint)) }
  }
  const head = 'POST /token HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\n'

  it('cuts off a client that sends without an end', async () => {
    const { address, events } = await start()
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    const answer = await sendRaw(address, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toMatch(/\r\nconnection: close\r\n/i)
    expect(events).toMatchObject([{ reason: 'body-size' }])
  })

  it('cuts off a client that never ends its body', async () => {
    const { address, events } = await start({ bodyTimeout: 0.1 })
    const answer = await sendRaw(address, `${head}Content-Length: 10\r\n\r\n{"a`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(events).toMatchObject([{ reason: 'body-timeout' }])
  })

  it('forgets a client that goes away', async () => {
    const { address, events } = await start()
    await sendRaw(address, `${head}Content-Length: 10\r\n\r\n{"a`, 100)
    await expect.poll(() => events).toMatchObject([{ reason: 'body-unreadable', status: 400 }])
  })

  it.each([
    ['a Host that is none', 'POST /token HTTP/1.1\r\nHost: a b<script>\r\n', 400],
    ['a Host with a path', 'POST /token HTTP/1.1\r\nHost: a.example/x\r\n', 400],
    ['no Host, as HTTP/1.0 may', 'POST /token HTTP/1.0\r\n', 200],
    ['the whole address', 'POST http://b.example/token HTTP/1.1\r\nHost: a.example\r\n', 200],
    ['an address of slashes', 'POST //evil.example/token HTTP/1.1\r\nHost: a.example\r\n', 200],
    ['a star', 'OPTIONS * HTTP/1.1\r\nHost: a.example\r\n', 405],
  ])('takes %s', async (_, request, status) => {
    const answer = await sendRaw((await start()).address, `${request}Connection: close\r\n\r\n`)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).not.toMatch(/node_modules|Error:/)
  })

  it('lets no request of HTTP/2 wait whose client has gone', async () => {
    const handler = toNodeHandler(makeEndpoint({ authorize: echo, bodyTimeout: 600 }).endpoint)
    const done: Promise<void>[] = []
    const server = createServer((request, response) => {
      done.push(handler(request as never, response as never))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    client.on('error', () => {})
    for (let at = 0; at < 50; at++) {
      const stream = client.request({ ':method': 'POST', 'content-type': 'application/json' })
      stream.on('error', () => {})
      stream.write('{')
      stream.close(constants.NGHTTP2_CANCEL)
    }
    await expect.poll(() => done.length, { timeout: 60_000 }).toBeGreaterThan(0)
    await Promise.allSettled(done)
    client.destroy()
    server.close()
  })

  it('tells what else the answer varies by', async () => {
    const { endpoint } = makeEndpoint({ authorize: echo })
    const handler = toNodeHandler(endpoint)
    const address = await serve((request, response) => {
      response.setHeader('Vary', 'Accept-Encoding')
      return handler(request, response)
    })
    expect((await fetch(address, { method: 'POST' })).headers.get('vary')).toBe('Accept-Encoding, Origin')
  })

  describe.each([
    ['4', four],
    ['5', express],
  ] as const)('behind Express %s, a body that came compressed', (_, make) => {
    const gzipped = (init: { body?: unknown; headers?: Record<string, string> }) => ({
      method: 'POST',
      headers: { ...init.headers, 'content-encoding': 'gzip' },
      body: gzipSync(String(init.body)),
    })
    const asForm = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'room=%C3%BC' }

    it.each([
      ['json', json, JSON_POST],
      ['urlencoded', form, asForm],
      ['text', text, JSON_POST],
      ['text, a form', text, asForm],
      ['raw', raw, JSON_POST],
      ['raw, a form', raw, asForm],
    ] as const)('is what express.%s made of it', async (_, parser, init) => {
      const address = await serve(expressWith(make as typeof express, parser))
      const response = await fetch(`${address}/api/token`, gzipped(init))
      expect(await identityOf(response)).toBe('["/api/token",{"room":"ü"}]')
    })

    it('is not taken where nobody undid that', async () => {
      const address = await serve(expressWith(make as typeof express))
      expect((await fetch(`${address}/api/token`, gzipped(JSON_POST))).status).toBe(415)
    })

    it('is unreadable where somebody left it as it came', async () => {
      const asItCame = () =>
        (async (request, _, next) => {
          const chunks: Buffer[] = []
          for await (const chunk of request) chunks.push(chunk)
          request.body = Buffer.concat(chunks)
          next()
        }) as express.RequestHandler
      const address = await serve(expressWith(make as typeof express, asItCame))
      expect((await fetch(`${address}/api/token`, gzipped(JSON_POST))).status).toBe(400)
    })
  })

  it('hints at a body that was read before and kept', async () => {
    const { endpoint, hints } = makeEndpoint({ authorize: echo })
    const handler = toNodeHandler(endpoint)
    const address = await serve(async (request, response) => {
      for await (const _ of request);
      await handler(request, response)
    })
    expect(await identityOf(await fetch(address, JSON_POST))).toBe('["/",null]')
    expect(hints).toEqual([expect.stringContaining('body')])
  })
})

describe('a function around the endpoint that throws', () => {
  const broken = toNodeHandler(async () => {
    throw new Error('secret of the server')
  })

  it('is a fault of the server, with nothing of it in the answer', async () => {
    const response = await fetch(await serve(broken), { method: 'POST' })
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: { code: 'ERR_INTERNAL', message: 'The server made a mistake.' } },
    ])
  })

  it('is told to Express', async () => {
    const app = express()
    app.use(broken)
    app.use(((error: Error, _request, response, _next) => {
      response.status(418).send(error.message.length.toString())
    }) as express.ErrorRequestHandler)
    expect((await fetch(await serve(app))).status).toBe(418)
  })
})
