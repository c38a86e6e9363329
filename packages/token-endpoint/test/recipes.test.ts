// The recipes of the README, each in as few lines as there.
import { readFileSync } from 'node:fs'
import { serve as serveHono } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import type { Issued } from '../src/index.ts'
import { type NodeRequest, nodeRequestOf, toNodeHandler } from '../src/node/index.ts'
import { type FunctionContext, type FunctionEvent, toFunctionHandler } from '../src/twilio_functions.ts'
import { authorize, identityOf, makeEndpoint, outcomeOf, request } from './fixture.ts'
import { serve } from './serve.ts'

const echoRoom = (request: Request, body: unknown) => {
  const permit = authorize(request as never, body)
  const room = (body as { room?: string } | undefined)?.room ?? 'none'
  return 'identity' in permit ? { ...permit, identity: `${permit.identity} in ${room}` } : permit
}
const init = {
  method: 'POST',
  headers: { authorization: 'Bearer alice', 'content-type': 'application/json' },
  body: '{"room":"daily"}',
}

describe('Hono', () => {
  const { endpoint } = makeEndpoint({ authorize: echoRoom, maxBodySize: 100 })
  const app = new Hono().all('/token', (c) => endpoint(c.req.raw))

  it('takes the endpoint as it is', async () => {
    expect(await identityOf(await app.request('/token', init))).toBe('alice in daily')
    expect((await app.request('/token')).status).toBe(405)
  })

  it('on Node as well, with the bound on bodies', async () => {
    const server = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const address = `http://127.0.0.1:${port}/token`
    expect(await identityOf(await fetch(address, init))).toBe('alice in daily')
    expect((await fetch(address, { ...init, body: JSON.stringify('x'.repeat(200)) })).status).toBe(413)
    const body = new Blob([JSON.stringify('x'.repeat(200))]).stream()
    expect((await fetch(address, { ...init, body, duplex: 'half' } as RequestInit)).status).toBe(413)
    expect((await fetch(address, { method: 'GET' })).status).toBe(405)
    server.close()
  })
})

describe('a Next route handler', () => {
  it('is the endpoint itself', async () => {
    const { endpoint } = makeEndpoint()
    const route = { POST: endpoint, OPTIONS: endpoint }
    // Next calls a handler with the request and a context.
    const post = route.POST as (request: Request, context: object) => Promise<Response>
    expect(await identityOf(await post(request(), { params: Promise.resolve({}) }))).toBe('alice')
  })
})

describe('Cloudflare, Bun and Deno', () => {
  it('take it as what answers fetch', async () => {
    const { endpoint } = makeEndpoint()
    const worker = { fetch: endpoint } satisfies { fetch(request: Request): Promise<Response> }
    const fetchIn = worker.fetch as (request: Request, env: object, context: object) => Promise<Response>
    expect(await identityOf(await fetchIn(request(), {}, {}))).toBe('alice')
  })
})

describe('Lambda', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const recipes = [...readme.matchAll(/```js\n(exports\.handler.*?)```/gs)].map(([, code]) => code as string)
  const format = ({ token }: Issued) => {
    const response = new Response(JSON.stringify({ token }))
    for (const cookie of ['a=1', 'b=2']) response.headers.append('set-cookie', cookie)
    return response
  }
  /** The recipe of the README, around an endpoint of ours. */
  function handlerOf(code: string | undefined, options: Parameters<typeof makeEndpoint>[0] = {}) {
    const { endpoint } = makeEndpoint({ authorize: echoRoom, methods: ['GET', 'POST'], ...options })
    const exports: { handler?: (event: object) => Promise<LambdaAnswer> } = {}
    new Function('exports', 'endpoint', code as string)(exports, endpoint)
    return exports.handler as (event: object) => Promise<LambdaAnswer>
  }
  const cookie = 'session=1; other=2'
  const headers = { ...init.headers, origin: 'https://x.lambda-url.example' }
  const domainName = 'x.lambda-url.example'

  /** One request, as each version of events tells it. */
  const versions: [string, (method: string, path: string, query: string, body?: string) => object][] = [
    [
      '2.0',
      (method, rawPath, rawQueryString, body) => ({
        ...{ version: '2.0', rawPath, rawQueryString, headers, cookies: cookie.split('; ') },
        requestContext: { domainName, http: { method } },
        ...(body === undefined
          ? { isBase64Encoded: false }
          : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
      }),
    ],
    [
      '1.0',
      (httpMethod, path, query, body = '') => ({
        ...{
          version: '1.0',
          httpMethod,
          path,
          headers: { ...headers, cookie },
          isBase64Encoded: false,
          body,
        },
        queryStringParameters: query === '' ? null : Object.fromEntries(new URLSearchParams(query)),
        requestContext: { domainName },
      }),
    ],
  ]

  it('has a recipe for each version of events', () => expect(recipes).toHaveLength(versions.length))

  describe.each(versions)('of version %s', (version, event) => {
    const recipe = recipes[versions.findIndex(([name]) => name === version)]

    it('makes a Request of the event', async () => {
      const answer = await handlerOf(recipe)(event('POST', '/token', '', init.body))
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(await identityOf(new Response(answer.body))).toBe('alice in daily')
    })

    it('gives the address, the cookies and no body of a GET', async () => {
      let seen: unknown[] = []
      const authorize = (request: Request, body: unknown) => {
        seen = [request.method, request.url, request.headers.get('cookie'), body]
        return { identity: 'alice', grants: [] }
      }
      expect((await handlerOf(recipe, { authorize })(event('GET', '/token', 'room=a%20b'))).statusCode).toBe(
        200,
      )
      const [method, url, cookies, body] = seen
      expect([method, new URL(url as string).searchParams.get('room'), cookies, body]).toEqual([
        ...['GET', 'a b', cookie, undefined],
      ])
    })

    it('keeps each cookie, and refuses as everywhere', async () => {
      const { cookies, multiValueHeaders } = await handlerOf(recipe, { format })(event('POST', '/token', ''))
      expect(cookies ?? multiValueHeaders?.['set-cookie']).toEqual(['a=1', 'b=2'])
      const refused = await handlerOf(recipe)(event('PUT', '/token', '', 'x'))
      expect([refused.statusCode, refused.headers.allow]).toEqual([405, 'GET, POST'])
    })
  })
})

interface LambdaAnswer {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly cookies?: string[]
  readonly multiValueHeaders?: Record<string, string[]>
  readonly body: string
}

interface WithUser extends NodeRequest {
  readonly user?: string
}

describe('a session of Express', () => {
  it('is on the request of Node', async () => {
    const { endpoint } = makeEndpoint({
      authorize: (request) => ({ identity: nodeRequestOf<WithUser>(request)?.user ?? 'nobody', grants: [] }),
    })
    const handler = toNodeHandler(endpoint)
    const address = await serve((request, response) =>
      handler(Object.assign(request, { user: 'alice' }), response),
    )
    expect(await identityOf(await fetch(address, { method: 'POST' }))).toBe('alice')
  })
})

describe('Twilio Functions', () => {
  /** The class that Functions have as `Twilio.Response`, as their documentation tells it. */
  class FunctionResponse {
    statusCode = 200
    headers: Record<string, string | string[]> = {}
    body: unknown
    setStatusCode(status: number): void {
      this.statusCode = status
    }
    setHeaders(headers: Record<string, string | string[]>): void {
      if (!('Set-Cookie' in headers)) headers['Set-Cookie'] = []
      this.headers = headers
    }
    setBody(body: unknown): void {
      this.body = body
    }
  }
  const twilio = globalThis as { Twilio?: object }
  afterEach(() => {
    delete twilio.Twilio
  })

  const context: FunctionContext = { DOMAIN_NAME: 'tokens-1234.twil.io', PATH: '/token' }
  async function call(
    event: FunctionEvent,
    options: Parameters<typeof makeEndpoint>[0] = {},
  ): Promise<Response> {
    twilio.Twilio = { Response: FunctionResponse }
    const { endpoint } = makeEndpoint({ authorize: echoRoom, ...options })
    const { statusCode, headers, body } = await new Promise<FunctionResponse>((resolve, reject) => {
      const callback = (error: unknown, response?: object) =>
        error ? reject(error) : resolve(response as FunctionResponse)
      void toFunctionHandler(endpoint)(context, event, callback)
    })
    const flat = Object.entries(headers).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    )
    return new Response(statusCode === 204 ? null : (body as string), { status: statusCode, headers: flat })
  }

  it('gives the parameters as the body', async () => {
    const headers = {
      authorization: 'Bearer alice',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '999',
    }
    const response = await call({ request: { headers, cookies: {} }, room: 'daily' })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await identityOf(response)).toBe('alice in daily')
  })

  it('asks whose page it is where there are cookies', async () => {
    const event = { request: { headers: { authorization: 'Bearer alice' }, cookies: { session: '1' } } }
    expect(await outcomeOf(await call(event))).toEqual([403, 'ERR_ORIGIN_NOT_ALLOWED'])
    const own = { ...event.request.headers, origin: 'https://tokens-1234.twil.io' }
    expect((await call({ request: { ...event.request, headers: own } })).status).toBe(200)
  })

  it('keeps each cookie', async () => {
    const format = () => {
      const response = new Response('x')
      for (const cookie of ['a=1', 'b=2']) response.headers.append('set-cookie', cookie)
      return response
    }
    const response = await call({ request: { headers: { authorization: 'Bearer alice' } } }, { format })
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('answers a preflight', async () => {
    const headers = { origin: 'https://page.example', 'access-control-request-method': 'POST' }
    const response = await call({ request: { headers } }, { cors: { origins: ['https://page.example'] } })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://page.example',
    ])
  })

  it('says where it is not in Functions', async () => {
    const failed = await new Promise((resolve) => {
      void toFunctionHandler(makeEndpoint().endpoint)(context, {}, (error) => resolve(error))
    })
    expect(failed).toBeInstanceOf(Error)
  })
})
