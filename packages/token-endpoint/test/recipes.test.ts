// The recipes of the README, each in as few lines as there.
import { serve as serveHono } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
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
  it('behind an address of its own, makes a Request of the event', async () => {
    const { endpoint } = makeEndpoint({ authorize: echoRoom })
    const handler = async (event: LambdaEvent) => {
      const { method } = event.requestContext.http
      const body =
        event.body === undefined ? null : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
      const headers = { ...event.headers, ...(event.cookies && { cookie: event.cookies.join('; ') }) }
      const url = `https://${event.requestContext.domainName}${event.rawPath}?${event.rawQueryString}`
      const response = await endpoint(new Request(url, { method, headers, body }))
      return {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      }
    }
    const answer = await handler({
      requestContext: { http: { method: 'POST' }, domainName: 'x.lambda-url.example' },
      rawPath: '/token',
      rawQueryString: '',
      headers: init.headers,
      body: Buffer.from(init.body).toString('base64'),
      isBase64Encoded: true,
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(await identityOf(new Response(answer.body))).toBe('alice in daily')
  })
})

interface LambdaEvent {
  readonly requestContext: { readonly http: { readonly method: string }; readonly domainName: string }
  readonly rawPath: string
  readonly rawQueryString: string
  readonly headers: Record<string, string>
  readonly cookies?: string[]
  readonly body?: string
  readonly isBase64Encoded: boolean
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
    headers: Record<string, string> = {}
    body: unknown
    setStatusCode(status: number): void {
      this.statusCode = status
    }
    setHeaders(headers: Record<string, string>): void {
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
    return new Response(statusCode === 204 ? null : (body as string), { status: statusCode, headers })
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
