// The requests that the clients of Twilio's own samples send, as they are on public servers, and what each reads of the
// answer. docs/moving-from-sample-servers.md shows the same endpoints.
import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import { describe, expect, it } from 'vitest'
import { deny, type TokenEndpointOptions } from '../src/index.ts'
import { toNodeHandler } from '../src/node/index.ts'
import { makeEndpoint, SECRET } from './fixture.ts'
import { serve } from './serve.ts'

/** The app's session: a cookie that it gave out when alice signed in. */
const session = { cookie: 'session=of-alice', 'sec-fetch-site': 'same-origin' }
const userOf = (request: Request) =>
  request.headers.get('cookie')?.includes('session=of-alice') ? 'alice' : undefined

const voice = new VoiceGrant({ outgoingApplicationSid: 'AP1', incomingAllow: true })
const authorize: TokenEndpointOptions['authorize'] = (request) => {
  const identity = userOf(request)
  return identity === undefined ? deny(401) : { identity, grants: [voice] }
}

async function start(options: Partial<TokenEndpointOptions>): Promise<string> {
  return serve(toNodeHandler(makeEndpoint({ authorize, ...options }).endpoint))
}

async function expectToken(token: string): Promise<AccessToken | object> {
  const verified = await AccessToken.verify(token, SECRET)
  expect(verified.identity).toBe('alice')
  return verified.grants
}

describe('the voice quickstart for phones', () => {
  it.each(['GET', 'POST'])('reads the token as text: %s /accessToken?identity=', async (method) => {
    const address = await start({ methods: ['GET', 'POST'], format: 'text' })
    const response = await fetch(`${address}/accessToken?identity=alice`, { method, headers: session })
    await expectToken(await response.text())
  })

  it('may bring a ticket in the address, as it has neither cookies nor an origin', async () => {
    const tickets = new Map([['t-1', 'alice']])
    const address = await start({
      methods: ['GET', 'POST'],
      format: 'text',
      authorize(request) {
        const identity = tickets.get(new URL(request.url).searchParams.get('ticket') ?? '')
        return identity === undefined ? deny(401) : { identity, grants: [voice] }
      },
    })
    const ask = (ticket: string) => fetch(`${address}/accessToken?ticket=${ticket}&identity=bob`)
    await expectToken(await (await ask('t-1')).text())
    const refused = await ask('t-2')
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'application/json'])
  })

  it('gets no other identity by asking for it', async () => {
    const address = await start({ methods: ['GET', 'POST'], format: 'text' })
    const other = await fetch(`${address}/accessToken?identity=bob`, { headers: session })
    await expectToken(await other.text())
    expect((await fetch(`${address}/accessToken?identity=alice`)).status).toBe(401)
  })
})

describe('the voice quickstart for browsers', () => {
  it('reads { identity, token }: GET /token', async () => {
    const response = await fetch(`${await start({ methods: ['GET'] })}/token`, { headers: session })
    const { identity, token } = (await response.json()) as { identity: string; token: string }
    expect(identity).toBe('alice')
    expect(await expectToken(token)).toHaveProperty('voice')
  })
})

describe('the SDK starter', () => {
  it.each<[string, string, RequestInit]>([
    ['GET /token', '/token', {}],
    ['GET /token/:id', '/token/alice', {}],
    [
      'POST /token',
      '/token',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"id":"alice"}' },
    ],
    [
      // As jQuery's `$.post` does.
      'POST /token with a form',
      '/token',
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'x-requested-with': 'XMLHttpRequest',
          accept: 'application/json, text/javascript, */*; q=0.01',
        },
        body: 'id=bob&pushChannel=fcm',
      },
    ],
  ])('reads { identity, token }: %s', async (_, path, init) => {
    const address = await start({ methods: ['GET', 'POST'] })
    const response = await fetch(address + path, { ...init, headers: { ...session, ...init.headers } })
    const { identity, token } = (await response.json()) as { identity: string; token: string }
    expect(identity).toBe('alice')
    await expectToken(token)
  })
})

describe('the video quickstart', () => {
  it('reads the token as text: GET /token?identity=', async () => {
    const authorize: TokenEndpointOptions['authorize'] = (request) =>
      userOf(request) ? { identity: 'alice', grants: [new VideoGrant({ room: 'daily' })] } : deny(401)
    const address = await start({ methods: ['GET'], format: 'text', authorize })
    const response = await fetch(`${address}/token?identity=Alice`, { headers: session })
    expect(await expectToken(await response.text())).toEqual({ video: { room: 'daily' } })
  })
})

describe('the video app', () => {
  const rooms = new Map([['alice', ['daily']]])
  const options: Partial<TokenEndpointOptions> = {
    authorize(request, body) {
      const identity = userOf(request)
      if (identity === undefined) return deny(401)
      const room = (body as { room_name?: string } | undefined)?.room_name
      if (room === undefined || !rooms.get(identity)?.includes(room))
        return deny(403, 'You are not in this room.')
      return { identity, grants: [new VideoGrant({ room })] }
    },
    format: ({ token }) => ({ token, room_type: 'group' }),
  }
  const ask = async (room_name: string) =>
    fetch(`${await start(options)}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...session },
      body: JSON.stringify({
        user_identity: 'Alice',
        room_name,
        passcode: '12345678901234',
        create_conversation: true,
      }),
    })

  it('reads { token, room_type }: POST /token', async () => {
    const { token, room_type } = (await (await ask('daily')).json()) as { token: string; room_type: string }
    expect(room_type).toBe('group')
    expect(await expectToken(token)).toEqual({ video: { room: 'daily' } })
  })

  it('reads error.message where it is refused', async () => {
    const response = await ask('board')
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: { message: 'You are not in this room.' } })
  })
})

describe('the Conversations demo', () => {
  it('reads the token as text: GET ?identity=&password=', async () => {
    const passwords = new Map([['alice', 'correct horse']])
    const authorize: TokenEndpointOptions['authorize'] = (request) => {
      const { searchParams } = new URL(request.url)
      const identity = searchParams.get('identity') ?? ''
      const isRight = passwords.has(identity) && passwords.get(identity) === searchParams.get('password')
      return isRight ? { identity, grants: [] } : deny(401)
    }
    const address = await start({ methods: ['GET'], format: 'text', authorize })
    const query = new URLSearchParams({ identity: 'alice', password: 'correct horse' })
    await expectToken(await (await fetch(`${address}?${query}`)).text())
    expect((await fetch(`${address}?identity=alice&password=wrong`)).status).toBe(401)
  })
})
