import { request as httpRequest } from 'node:http'
import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import { afterEach, describe, expect, it } from 'vitest'
import { type DevServer, type DevServerOptions, startDevServer } from '../src/commands/dev_server.ts'
import { ENV, SECRET, useFolder, xtoken } from './run_xtoken.ts'

describe('xtoken serve refuses', () => {
  useFolder()
  it.each([
    ['to run without --dev', ['serve'], {}, /--dev/],
    ['to run in production', ['serve', '--dev'], { NODE_ENV: 'production' }, /NODE_ENV/],
    ['every address of the machine', ['serve', '--dev', '--host', '0.0.0.0'], {}, /--host/],
    ['an address of the network', ['serve', '--dev', '--host', '192.168.0.7'], {}, /--host/],
    ['what is no port', ['serve', '--dev', '--port', '70000'], {}, /port/],
    [
      'to run without credentials',
      ['serve', '--dev'],
      { TWILIO_API_KEY_SECRET: '' },
      /TWILIO_API_KEY_SECRET/,
    ],
  ])('%s', async (_, args, env, message) => {
    const { code, stderr } = await xtoken(args, { env: { ...ENV, ...env } })
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})

describe('the server of xtoken serve', () => {
  let server: DevServer | undefined
  let lines: string[] = []
  afterEach(async () => {
    await server?.stop()
  })

  async function start(options: Partial<DevServerOptions> = {}): Promise<string> {
    lines = []
    const io = {
      ...{ env: {}, coloured: false, stdin: (async function* () {})() },
      ...{ write: (text: string) => void lines.push(text), log: (text: string) => void lines.push(text) },
    }
    const credentials = {
      accountSid: ENV.TWILIO_ACCOUNT_SID,
      apiKeySid: ENV.TWILIO_API_KEY_SID,
      apiKeySecret: SECRET,
    }
    const grants = [new VideoGrant({ room: 'daily' })]
    server = await startDevServer(
      { credentials, host: '127.0.0.1', port: 0, grants, format: 'json', origins: [], ...options },
      io,
    )
    return server.url
  }

  it.each<[string, string, RequestInit]>([
    ['in the address', '?identity=alice', {}],
    ['in a form', '', { method: 'POST', body: new URLSearchParams({ identity: 'alice' }) }],
    [
      'in JSON, as the video app does',
      '',
      { method: 'POST', body: '{"user_identity":"alice"}', headers: { 'content-type': 'application/json' } },
    ],
  ])('believes who asks: %s', async (_, query, init) => {
    const response = await fetch((await start()) + query, init)
    const { token } = (await response.json()) as { token: string }
    const verified = await AccessToken.verify(token, SECRET)
    expect([verified.identity, verified.grant(VideoGrant)?.room]).toEqual(['alice', 'daily'])
    expect(lines[0]).toMatch(/^issued {2}alice {2}until /)
    expect(lines.join('\n')).toMatch(/This is an access token/)
    expect(lines.join('\n')).not.toContain(token)
    expect(lines.join('\n')).not.toContain(SECRET)
  })

  it('answers with the bare token', async () => {
    const response = await fetch(await start({ format: 'text', identity: 'bob' }))
    expect((await AccessToken.verify(await response.text(), SECRET)).identity).toBe('bob')
  })

  it('asks who it is where nobody says', async () => {
    expect((await fetch(await start())).status).toBe(401)
    expect(lines).toEqual(['denied  401  unauthenticated'])
  })

  it('lets pages on loopback and those that are named ask, and no other', async () => {
    const url = `${await start({ origins: ['https://dev.example'] })}?identity=alice`
    const ask = async (origin: string) => {
      const { status, headers } = await fetch(url, { headers: { origin } })
      return [status, headers.get('access-control-allow-origin')]
    }
    expect(await ask('http://localhost:5173')).toEqual([200, 'http://localhost:5173'])
    expect(await ask('https://dev.example')).toEqual([200, 'https://dev.example'])
    expect(await ask('https://evil.example')).toEqual([403, null])
  })

  it('answers to names of loopback alone', async () => {
    const url = `${await start()}?identity=alice`
    const status = await new Promise((resolve) =>
      httpRequest(url, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    )
    expect(status).toBe(403)
  })
})
