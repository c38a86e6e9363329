import { Agent, type OutgoingHttpHeaders, request as send } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { AccessToken } from '@x/access-token'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deny, type TokenEndpointOptions } from '../src/index.ts'
import { toNodeHandler } from '../src/node/index.ts'
import { makeEndpoint, SECRET } from './fixture.ts'
import { sendRaw, serve } from './serve.ts'

/** How many requests are made up; `HOSTILE_REQUESTS` says another number. */
const COUNT = Number(process.env.HOSTILE_REQUESTS ?? 20_000)

const LISTED = 'https://page.example'
/** Alone what the session says counts; the body may say that it is somebody else. */
const authorize: TokenEndpointOptions['authorize'] = (request) => {
  if (request.headers.get('authorization') === 'Bearer good') return { identity: 'alice', grants: [] }
  return deny(request.headers.has('authorization') ? 403 : 401)
}
const options = {
  authorize,
  cors: { origins: [LISTED], credentials: true },
  maxBodySize: 2000,
  bodyTimeout: 0.2,
}

const junk = fc
  .string({ unit: 'binary-ascii', maxLength: 20 })
  .map((text) => text.replace(/[^\x20-\x7e]/g, '?').trim())
const header = (...values: string[]) => fc.oneof(fc.constant(undefined), fc.constantFrom(...values), junk)
const anyHeaders = fc.record({
  authorization: fc.oneof(
    { weight: 3, arbitrary: fc.constant('Bearer good') },
    header('Bearer bad', 'Basic Og=='),
  ),
  cookie: header('session=1', ';;;=', '__proto__=1'),
  origin: header(LISTED, 'https://app.example', 'https://evil.example', 'null', 'http://[::1', 'file://'),
  'sec-fetch-site': header('same-origin', 'same-site', 'cross-site', 'none'),
  'content-type': header(
    ...[
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ],
    ...['application/json; charset=utf-16', 'APPLICATION/JSON ; charset="utf-8"', ';', 'application/json;;;'],
  ),
  'content-encoding': fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, header('gzip', 'identity')),
  'access-control-request-method': header('POST', 'DELETE'),
  'access-control-request-headers': header('content-type', 'x'.repeat(2000), 'a b'),
})
const anyBody = fc.oneof(
  ...[fc.constant(''), fc.constant('{"identity":"mallory"}'), fc.constant('identity=mallory&identity=root')],
  fc.constant('{"__proto__":{"identity":"root"}}'),
  fc.constant('['.repeat(1990)),
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constant('x'.repeat(5000)),
)
const anyMethod = fc.oneof(
  { weight: 4, arbitrary: fc.constant('POST') },
  fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PURGE'),
)
const anyPath = fc.oneof(
  fc.constantFrom('/token', '//evil.example', '/%', '/?identity=mallory', '/..%2f..%2f'),
  fc.webPath(),
)

/** The statuses that are right for a request, worked out apart from the code. */
function rightStatuses(method: string, headers: Record<string, string>, body: string): readonly number[] {
  const { origin, cookie, authorization } = headers
  const isListed = origin === LISTED
  if (method === 'OPTIONS' && origin !== undefined && headers['access-control-request-method'] !== undefined)
    return [isListed ? 204 : 403]
  if (method !== 'POST') return [405]
  const site = headers['sec-fetch-site']
  const isOwn =
    origin === undefined
      ? site !== undefined && /^(same-origin|same-site|none)$/.test(site)
      : site === 'same-origin' || origin === 'https://app.example'
  if (cookie !== undefined && !isListed && !isOwn) return [403]
  const asked = authorization === undefined ? 401 : authorization === 'Bearer good' ? 200 : 403
  return body === '' ? [asked] : [asked, 400, 413, 415]
}

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

/** After how many requests what is held is looked at. */
const SLICE = Math.floor(COUNT / 10)

/** What is held once all is collected that can be, in bytes. */
function memoryHeld(): number {
  collect()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}

/** From a third on, when all code is compiled, no request leaves anything behind. */
function expectFlat(held: readonly number[], slice = SLICE, most = 40): void {
  // Of few requests the collector's own ups and downs are the larger part.
  if (slice < 400) return
  const [first, ...later] = held.slice(Math.floor(held.length / 3)) as [number, ...number[]]
  const each = (Math.min(...later.slice(-3)) - first) / (slice * later.length)
  expect(each, `bytes a request, of ${held.join(', ')}`).toBeLessThan(most)
}

/** A token and what is left of its life hold the time. */
const withoutToken = (text: string) =>
  text.replace(/eyJ[\w.-]+/g, 'TOKEN').replace(/"expires_in":\d+/, '"expires_in":"ABOUT AN HOUR"')

/** Sends a body in pieces, cut at so many bytes, and gives what is the endpoint's of the answer. */
async function post(
  address: string,
  options: { agent: Agent; method: string; headers: OutgoingHttpHeaders },
  body: Buffer,
  cuts: readonly number[],
) {
  const request = send(`${address}/token`, options)
  const answered = new Promise<{ status: number; headers: object; body: string }>((resolve, reject) => {
    request.on('error', reject).on('response', (response) => {
      const { connection, date, 'keep-alive': _, 'content-length': __, ...headers } = response.headers
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode as number, headers, body: withoutToken(text) }),
      )
    })
  })
  let at = 0
  for (const cut of cuts) {
    if (body.length <= at + cut) break
    request.write(body.subarray(at, at + cut))
    at += cut
    await new Promise((resolve) => setImmediate(resolve))
  }
  request.end(body.subarray(at))
  return answered
}

describe('hostile requests', () => {
  it(`get a token only with a permit, else the right 4xx (${COUNT})`, async () => {
    const { endpoint, events } = makeEndpoint(options)
    const seen = new Map<number, number>()
    let asked = 0
    const held: number[] = []
    const attack = fc.asyncProperty(
      anyMethod,
      anyPath,
      anyHeaders,
      anyBody,
      async (method, path, all, body) => {
        const headers = Object.fromEntries(
          Object.entries(all).filter(([, value]) => value !== undefined),
        ) as Record<string, string>
        const init = { method, headers, ...(body !== '' && !/^(GET|HEAD)$/.test(method) && { body }) }
        const response = await endpoint(new Request(`https://app.example${path}`, init))
        const text = await response.text()
        asked++
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
        expect(rightStatuses(method, headers, init.body ?? '')).toContain(response.status)
        expect(response.headers.get('cache-control')).toBe('no-store')
        expect(text).not.toMatch(/secret|node_modules|\bat .*\.ts|SyntaxError|TypeError/)
        const allowed = response.headers.get('access-control-allow-origin')
        expect(allowed).toBe(headers.origin === LISTED ? LISTED : null)
        if (response.status === 200) {
          const verified = await AccessToken.verify((JSON.parse(text) as { token: string }).token, SECRET)
          expect(verified.identity).toBe('alice')
        } else if (response.status !== 204)
          expect(JSON.parse(text)).toEqual({
            error: { code: expect.any(String), message: expect.any(String) },
          })
        events.length = 0
        if (asked % SLICE === 0) held.push(memoryHeld())
      },
    )
    await fc.assert(attack, { numRuns: COUNT })
    expect(asked).toBeGreaterThanOrEqual(COUNT)
    for (const status of [200, 204, 400, 401, 403, 405, 413, 415]) expect(seen.get(status)).toBeGreaterThan(0)
    expectFlat(held)
  })

  it('are answered by the adapter as by the endpoint itself, in however many pieces a body comes', async () => {
    // Nothing here hangs on how busy the machine is.
    const { endpoint } = makeEndpoint({ ...options, bodyTimeout: 60 })
    const address = await serve(toNodeHandler(endpoint))
    const agent = new Agent({ keepAlive: true })
    const pieces = fc.array(fc.nat({ max: 60 }), { maxLength: 3 })
    const attack = fc.asyncProperty(
      ...[anyMethod, anyHeaders, anyBody, pieces, fc.boolean()],
      async (method: string, all: object, text: string, cuts: readonly number[], isChunked: boolean) => {
        const body = /^(GET|HEAD)$/.test(method) ? '' : text
        const headers = Object.fromEntries(
          Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
        ) as Record<string, string>
        const init = { method, headers, ...(body !== '' && { body: Buffer.from(body) }) }
        const direct = await endpoint(new Request('http://app.example/token', init))
        const length = Buffer.byteLength(body)
        const framing =
          body === '' ? {} : isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': length }
        const sent = { host: 'app.example', ...headers, ...framing }
        const adapted = await post(address, { agent, method, headers: sent }, Buffer.from(body), cuts)
        expect(adapted).toEqual({
          status: direct.status,
          headers: Object.fromEntries(direct.headers),
          body: method === 'HEAD' ? '' : withoutToken(await direct.text()),
        })
      },
    )
    await fc.assert(attack, { numRuns: Math.ceil(COUNT / 50) })
    agent.destroy()
  })

  it('on a socket neither crash the server nor make it hang', async () => {
    const { endpoint } = makeEndpoint(options)
    const address = await serve(toNodeHandler(endpoint))
    const anyLine = fc.oneof(
      ...[
        'Content-Length: 5',
        'Content-Length: 99999999',
        'Transfer-Encoding: chunked',
        'Expect: 100-continue',
      ].map((line) => fc.constant(line)),
      ...['Host: a b', 'Host: [::1]:99999', 'Upgrade: websocket', 'Connection: upgrade', 'Cookie: a=1'].map(
        (line) => fc.constant(line),
      ),
      junk.map((value) => `X-Junk: ${value}`),
    )
    const attack = fc.asyncProperty(
      anyMethod,
      fc.array(anyLine, { maxLength: 5 }),
      anyBody,
      async (method, lines, body) => {
        const text = [
          `${method} /token HTTP/1.1`,
          'Host: a.example',
          'Connection: close',
          ...lines,
          '',
          body,
        ].join('\r\n')
        const answer = await sendRaw(address, text, 3000)
        expect(answer).not.toMatch(/^HTTP\/1\.1 (200|5)/)
        expect(answer).not.toMatch(/node_modules|\.ts:/)
      },
    )
    await fc.assert(attack, { numRuns: Math.ceil(COUNT / 100) })
    const headers = { authorization: 'Bearer good' }
    expect((await fetch(address, { method: 'POST', headers })).status).toBe(200)
  })

  it('on a socket leave nothing behind, however they end', async () => {
    const { endpoint, events } = makeEndpoint({ ...options, bodyTimeout: 0.05 })
    const address = await serve(toNodeHandler(endpoint))
    const head =
      'POST /token HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\nConnection: close\r\n'
    const good = `${head}Authorization: Bearer good\r\n`
    const ways: readonly (readonly [text: string, wait: number])[] = [
      [`${good}Content-Length: 2\r\n\r\n{}`, 3000],
      [`${good}Content-Length: 3000\r\n\r\n${'x'.repeat(3000)}`, 3000],
      [`${good}Transfer-Encoding: chunked\r\n\r\nbb8\r\n${'x'.repeat(3000)}`, 3000],
      // Cut off by the client, with its body and before its answer.
      [`${good}Content-Length: 20\r\n\r\n{"a"`, 5],
      [`${good}Content-Length: 2\r\n\r\n{}`, 1],
      // Cut off by the endpoint.
      [`${good}Content-Length: 20\r\n\r\n{"a"`, 3000],
      [`${head}Host: b\r\n\r\n`, 3000],
    ]
    const slice = 420
    const held: number[] = []
    for (let at = 0; at < 8; at++) {
      for (let done = 0; done < slice; done += 4 * ways.length)
        await Promise.all(
          [...ways, ...ways, ...ways, ...ways].map(([text, wait]) => sendRaw(address, text, wait)),
        )
      // The cut-off sockets linger for half a second.
      await new Promise((resolve) => setTimeout(resolve, 600))
      events.length = 0
      held.push(memoryHeld())
    }
    // One request or socket of Node's is several kB; buffers that wait for their next use come and go.
    expectFlat(held, slice, 500)
  })
})
