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
    ...{ method, url, authorization: headers.authorization },
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
