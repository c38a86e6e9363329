import { createKeyRing, JwtOptionError } from '@x/jwt-core'
import { describe, expect, it } from 'vitest'
import { type DiagnoseOptions, diagnose, type Finding } from '../src/index.ts'
import {
  AC,
  ACCESS,
  AUTH_TOKEN,
  access,
  capability,
  forge,
  granted,
  NOW,
  request,
  SECRET,
  SK,
  worker,
} from './forge.ts'
import { quickest } from './timing.ts'

const HEALTHY: DiagnoseOptions = { secret: SECRET, now: NOW }

async function codesOf(token: unknown, options: DiagnoseOptions = {}): Promise<string[]> {
  const { findings } = await diagnose(token, { ...HEALTHY, ...options })
  return findings.map(({ code }) => code)
}

describe('what a token is', () => {
  it.each([
    ['access-token', access()],
    ['access-token', access({}, { cty: undefined })],
    ['access-token', access({ grants: undefined })],
    ['client-capability', capability()],
    ['taskrouter-capability', worker()],
    ['client-validation', request()],
    ['foreign', forge({ alg: 'HS256' }, { iss: 'me' })],
    ['none', 'hello'],
    ['none', ''],
    ['none', AUTH_TOKEN],
    ['none', SK],
    ['access-token', `"Bearer ${access()}"\n`],
    ['access-token', access().slice(0, access().lastIndexOf('.'))],
  ])('%s', async (kind, token) => {
    expect((await diagnose(token, { now: NOW })).kind).toBe(kind)
  })

  it.each([
    ['LiveKit', { iss: 'APIx', video: { roomJoin: true } }],
    ['Firebase', { iss: 'https://securetoken.google.com/app' }],
    [
      'Firebase (a custom token)',
      { aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit' },
    ],
    ['Auth0', { iss: 'https://a.us.auth0.com/' }],
    ['Amazon Cognito', { iss: 'https://cognito-idp.eu-west-1.amazonaws.com/x' }],
    ['Supabase', { iss: 'https://x.supabase.co/auth/v1', role: 'anon' }],
    ['Keycloak', { iss: 'https://sso.example.test/realms/app' }],
    ['Vonage', { application_id: 'x' }],
  ])('a token of %s is told as such', async (maker, claims) => {
    const { findings, ok } = await diagnose(forge({ alg: 'RS256', typ: 'JWT' }, claims))
    expect(ok).toBe(false)
    expect(findings[0]?.message).toContain(`${maker}'s`)
  })

  it('takes a token out of all that it is wrapped in and goes on', async () => {
    const token = `"${encodeURIComponent(`Bearer ${access({ exp: NOW - 5, iat: NOW - 60 })}`)}"\n`
    expect(await codesOf(token)).toEqual([
      'TOKEN_WHITESPACE',
      'TOKEN_QUOTED',
      'TOKEN_URL_ENCODED',
      'TOKEN_BEARER_PREFIX',
      'TOKEN_EXPIRED',
      'SIGNATURE_VERIFIED',
    ])
  })
})

describe('what is said', () => {
  async function first(token: unknown, options: DiagnoseOptions = {}): Promise<Finding> {
    return (await diagnose(token, { ...HEALTHY, ...options })).findings[0] as Finding
  }

  it('by how much a token has expired', async () => {
    const { message, twilioError, claim } = await first(access({ iat: NOW - 9000, exp: NOW - 7500 }))
    expect(message).toContain('expired 2 h 5 min (7500 s) ago')
    expect(message).toContain('2023-11-14T20:08:20.000Z')
    expect([twilioError, claim]).toEqual([20104, 'exp'])
  })

  it('which clock explains a token that is not yet valid', async () => {
    expect((await first(access({ nbf: NOW + 90, iat: NOW + 90 }))).message).toContain(
      'the clock of the server that minted it is fast',
    )
    expect((await first(access({ nbf: NOW + 90 }))).message).toContain(
      'fast by 1 min 30 s (90 s) where it was minted',
    )
    expect((await first(access({ nbf: NOW + 9000, exp: NOW + 9600 }))).message).not.toContain('clock')
  })

  it('which of several secrets is the right one', async () => {
    const ring = createKeyRing({ SKother: 'x', [SK]: SECRET })
    for (const [secret, expected] of [
      [['a', SECRET, 'b'], 'the secret at index 1 of the 3 given'],
      [ring, `the key ring's key "${SK}"`],
      [[ring], `the key ring's key "${SK}"`],
      [SECRET, 'the secret given'],
      [new TextEncoder().encode(SECRET), 'the secret given'],
    ] as const)
      expect((await first(access(), { secret })).message).toBe(`the signature is good: made with ${expected}`)
  })

  it('the error of the product that the token is for, or of its kind', async () => {
    const noGrant = granted({ bot: {} })
    expect((await first(noGrant, { product: 'voice' })).twilioError).toBe(31204)
    expect((await first(noGrant, { product: 'chat' })).twilioError).toBe(20106)
    const long = granted({
      identity: 'a'.repeat(300),
      video: {},
      data_sync: { service_sid: `IS${'1'.repeat(32)}` },
    })
    expect((await first(long, { product: 'video' })).twilioError).toBe(53201)
    expect((await first(long, { product: 'sync' })).twilioError).toBe(54351)
    expect((await first(capability({ exp: NOW }), { secret: AUTH_TOKEN })).twilioError).toBe(31205)
  })

  it('errors first, then warnings, then infos', async () => {
    const { findings } = await diagnose(access({ exp: undefined, jti: undefined, iat: undefined }), {
      now: NOW,
    })
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info', 'info'])
  })

  it('nothing that drives a terminal, and nothing long', async () => {
    const { message } = await first(access({ sub: `\u001b[31m\u202e\n${'x'.repeat(5000)}` }))
    expect(message).toMatch(/^sub is "\\u001b\[31m\\u202e\\u000axx/)
    expect(message.length).toBeLessThan(250)
  })

  it('no name of a member that drives a terminal, is long or is a secret', async () => {
    for (const name of ['\u001b[2J', 'x'.repeat(9000), SECRET, AUTH_TOKEN]) {
      const params = { [name]: 'a@b.example', inner: { [name]: { password: 'x' } } }
      const voice = { outgoing: { application_sid: `AP${'1'.repeat(32)}`, params }, [name]: 1 }
      const { findings } = await diagnose(granted({ voice, [name]: {} }), HEALTHY)
      expect(findings.map(({ code }) => code)).toEqual(
        expect.arrayContaining([
          'GRANT_FIELD_UNKNOWN',
          'GRANT_KEY_UNKNOWN',
          'PERSONAL_DATA',
          'SECRET_IN_TOKEN',
        ]),
      )
      for (const { message, claim = '', fix } of findings) {
        const text = `${message}${claim}${fix}`
        expect(text.length).toBeLessThan(500)
        expect(text).not.toMatch(/\p{Cc}/u)
        for (const secret of [SECRET, AUTH_TOKEN]) expect(text).not.toContain(secret)
      }
    }
  })

  it('no secret that stands in a claim, even one that was not given', async () => {
    const apiKeySecret = 'aB3'.repeat(10).concat('Zz')
    for (const claims of [
      { iss: apiKeySecret },
      { sub: AUTH_TOKEN },
      { iss: `x${SECRET}` },
      { nbf: SECRET },
    ]) {
      const { findings } = await diagnose(access(claims, {}, 'other'), HEALTHY)
      expect(JSON.stringify(findings)).not.toMatch(new RegExp(`${apiKeySecret}|${AUTH_TOKEN}|${SECRET}`))
      expect(findings[0]?.message).toContain('not shown')
    }
  })

  it('a workspace of any name shadows nothing', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const grants = JSON.parse(`{"identity":"alice","${name}":{"a":1}}`)
      expect(await codesOf(access({ grants }))).toEqual(['GRANT_KEY_UNKNOWN', 'SIGNATURE_VERIFIED'])
    }
  })
})

describe('a short secret', () => {
  const told = async (alg: string, secret: string, options: DiagnoseOptions = {}) => {
    const { findings, ok } = await diagnose(access({}, { alg }, secret), { now: NOW, secret, ...options })
    expect(ok).toBe(true)
    return findings.find(({ code }) => code === 'SECRET_SHORT')?.severity
  }

  it.each([
    ['HS256', 31, 'warning'],
    ['HS256', 32, undefined],
    ['HS384', 31, 'warning'],
    ['HS384', 47, 'info'],
    ['HS384', 48, undefined],
    ['HS512', 63, 'info'],
    ['HS512', 64, undefined],
    // As long as Twilio makes them, which nobody can change.
    ['HS384', 32, 'info'],
    ['HS512', 32, 'info'],
    ['HS512', 31, 'warning'],
  ])('of %s and %i bytes is %s', async (alg, length, severity) => {
    const secret = SECRET.repeat(2).slice(0, length)
    expect(await told(alg, secret)).toBe(severity)
    const ring = createKeyRing({ [SK]: new TextEncoder().encode(secret) })
    expect(await told(alg, secret, { secret: ring })).toBe(severity)
  })
})

describe('what it is asked', () => {
  it.each([
    ['product', { product: 'fax' }],
    ['now', { now: Number.NaN }],
    ['now', { now: '1700000000' }],
    ['now', { now: NOW * 1000 }],
    ['accountSid', { accountSid: SK }],
    ['secret', { secret: '' }],
    ['secret', { secret: [SECRET, 5] }],
    ['secret', { secret: null }],
    ['options', null],
  ])('refuses a wrong %s, whatever the token', async (option, options) => {
    for (const token of [access(), 'x', undefined]) {
      const error = await diagnose(token, options as never).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(JwtOptionError)
      expect((error as JwtOptionError).option).toBe(option)
    }
  })

  it('reads the clock at the call and takes a fraction of a second', async () => {
    const seconds = Date.now() / 1000
    const token = access({ iat: Math.floor(seconds), exp: Math.floor(seconds) + 60, jti: 'x' })
    expect((await diagnose(token)).ok).toBe(true)
    expect((await diagnose(token, { now: seconds })).ok).toBe(true)
    expect((await diagnose(token, { now: seconds + 90 })).ok).toBe(false)
  })

  it('never throws on what is no token', async () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
        ownKeys: () => {
          throw new Error('no')
        },
      },
    )
    const loop: Record<string, unknown> = {}
    loop.loop = loop
    for (const token of [
      hostile,
      loop,
      Symbol('x'),
      10n,
      null,
      () => 1,
      [],
      new Date(Number.NaN),
      Object.create(null),
    ])
      expect(await diagnose(token)).toMatchObject({ ok: false, kind: 'none' })
  })

  it('is quick with the longest input and patterns that trip parsers', async () => {
    const long = 65_500
    const bodies = [
      '.',
      '=',
      ' ',
      '"',
      '{',
      '[',
      '%',
      '%41',
      'eyJ',
      'eyJ.',
      'a@',
      '&a',
      'token=',
      '\\"',
      '\u200b',
      'scope:',
      '+',
      'clerk',
    ]
    const inputs = bodies.flatMap((body) => {
      const run = body.repeat(Math.floor(long / body.length / 1.5))
      return [
        run,
        `eyJ${run}x`,
        `${run}\n`,
        `{"a":"${run}`,
        access({ iss: `https://${run}`, scope: run }),
        capability({ scope: `scope:client:outgoing?appParams=${run}` }),
        granted({ identity: run, voice: { [run]: run } }),
      ]
    })
    for (const input of inputs) {
      const took = await quickest(() => diagnose(input, HEALTHY))
      expect(took, `${input.slice(0, 40)} of ${input.length}`).toBeLessThan(50)
    }
  })

  it('takes the account that the token is used with', async () => {
    expect(await codesOf(access(), { accountSid: AC })).toEqual(['SIGNATURE_VERIFIED'])
    expect(ACCESS.sub).toBe(AC)
  })
})
