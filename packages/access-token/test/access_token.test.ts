import { inspect } from 'node:util'
import { ChatGrant } from '@x/grants-chat'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import {
  createKeyRing,
  decodeUnverified,
  Jwt,
  JwtDecodeError,
  type JwtError,
  JwtOptionError,
} from '@x/jwt-core'
import { STRAY } from '@x/jwt-core/token'
import fc from 'fast-check'
import * as jose from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { AccessToken, AccessTokenGrant, type AccessTokenOptions } from '../src/index.ts'

const SECRET = 'fake-api-key-secret-0123456789'
const NOW = 1_700_000_000
beforeEach(() => void vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const make = (options?: AccessTokenOptions) => new AccessToken('AC1', 'SK1', SECRET, options)

class BotGrant extends AccessTokenGrant<'bot', { level: number }> {
  static readonly key = 'bot'
  readonly key = 'bot'
  readonly level: number
  constructor(options: { level: number }) {
    super()
    this.level = options.level
  }
  toPayload(): { level: number } {
    return { level: this.level }
  }
}

describe('claims', () => {
  it('stand in the order of twilio-node, and nbf only when asked for', async () => {
    expect(Object.keys(make().toClaims())).toEqual(['jti', 'grants', 'iat', 'exp', 'iss', 'sub'])
    expect(Object.keys(make({ nbf: NOW }).toClaims())).toEqual([
      'jti',
      'grants',
      'nbf',
      'iat',
      'exp',
      'iss',
      'sub',
    ])
    const { header } = decodeUnverified(await make({ region: 'ie1' }).toJwt())
    expect(JSON.stringify(header)).toBe('{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1","twr":"ie1"}')
  })

  it('read the clock at each call', () => {
    const token = make()
    vi.setSystemTime((NOW + 5) * 1000)
    expect(token.toClaims()).toMatchObject({ jti: `SK1-${NOW + 5}`, iat: NOW + 5, exp: NOW + 3605 })
  })

  it('take jti, an integer identity, and validUntil before ttl', () => {
    expect(make({ jti: 'own', identity: 0, ttl: 5, validUntil: NOW + 60 }).toClaims()).toMatchObject({
      ...{ jti: 'own', grants: { identity: '0' }, exp: NOW + 60 },
    })
  })
})

describe('addGrant', () => {
  it('chains, replaces a grant of the same key, and types the claims', () => {
    const token = make({ identity: 'a' })
      .addGrant(new VideoGrant({ room: 'old' }))
      .addGrant(new VideoGrant({ room: 'new' }))
      .addGrant(new BotGrant({ level: 3 }))
    expect(token.toClaims().grants).toEqual({ identity: 'a', video: { room: 'new' }, bot: { level: 3 } })
    expectTypeOf(token.toClaims().grants.video.room).toEqualTypeOf<string | undefined>()
    // @ts-expect-error no chat grant was added
    token.toClaims().grants.chat
  })

  it('takes anything with key and toPayload', () => {
    const plain = { key: 'mine' as const, toPayload: () => ({ a: 1 }) }
    expect(make().addGrant(plain).toClaims().grants).toEqual({ mine: { a: 1 } })
  })

  it.each([null, {}, { key: 'x' }, { toPayload: () => ({}) }, { key: '', toPayload: () => ({}) }, 'video'])(
    'refuses %j',
    (grant) => {
      expect(() => make().addGrant(grant as never)).toThrow(expect.objectContaining({ option: 'grant' }))
    },
  )

  it('refuses a grant that would overwrite the identity', () => {
    expect(() => make().addGrant({ key: 'identity', toPayload: () => ({}) })).toThrow(JwtOptionError)
  })
})

describe('the constructor', () => {
  it.each([
    ['accountSid', ['', 'SK1', SECRET], 'empty'],
    ['accountSid', [undefined, 'SK1', SECRET], 'undefined'],
    ['accountSid', ['SK1', 'AC1', SECRET], 'swapped'],
    ['signingKeySid', ['AC1', 'AC2', SECRET], 'swapped'],
    ['signingKeySid', ['AC1', SECRET, 'SK1'], 'SK'],
    ['secret', ['AC1', 'SK1', ''], 'secret'],
    ['secret', ['AC1', 'SK1', undefined], 'secret'],
    ['secret', ['AC1', 'SK1', `SK${'0'.repeat(32)}`], 'swapped'],
    ['secret', ['AC1', 'SK1', '0123456789abcdef'.repeat(2)], 'auth token'],
  ])('refuses a bad %s: %j', (option, args, told) => {
    const error = new Error('no error')
    try {
      new AccessToken(...(args as [string, string, string]))
    } catch (caught) {
      Object.assign(error, { caught })
    }
    expect(error).toMatchObject({ caught: { code: 'ERR_OPTION_INVALID', option } })
    const { message } = (error as unknown as { caught: JwtOptionError }).caught
    expect(message).toContain(told)
    expect(message).not.toContain(SECRET)
  })

  it.each([
    ['ttl', [0, -1, 1.5, '3600', Number.NaN, 86401, null]],
    ['validUntil', [NOW + 86401, NOW * 1000, 1.5, new Date()]],
    ['nbf', [NOW * 1000, 0.5, new Date(), 'now', Number.NaN]],
    ['identity', ['', true, 1.5, {}, null]],
    ['region', ['', 5]],
    ['jti', ['', 5]],
    ['algorithm', ['none', 'RS256', '']],
    ['grants', [5, {}, [null]]],
  ])('refuses a bad %s', (option, values) => {
    for (const value of values)
      expect(() => make({ [option]: value }), String(value)).toThrow(
        expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }),
      )
  })

  it.each([
    ['a PEM', '-----BEGIN PUBLIC KEY-----'],
    ['no bytes', new Uint8Array()],
    ['a key ring without the key', createKeyRing({ SK2: SECRET })],
  ])('refuses %s as the secret', (_, secret) => {
    expect(() => new AccessToken('AC1', 'SK1', secret)).toThrow(expect.objectContaining({ option: 'secret' }))
  })

  it('takes bytes, and a key ring that holds the key', async () => {
    const jwt = await make().toJwt()
    for (const secret of [new TextEncoder().encode(SECRET), createKeyRing({ SK1: SECRET })])
      expect(await new AccessToken('AC1', 'SK1', secret).toJwt()).toBe(jwt)
  })

  it('keeps the secret to itself', () => {
    const token = make()
    expect(
      inspect(token, { showHidden: true, depth: 9 }) + JSON.stringify(token) + String(token),
    ).not.toContain(SECRET)
  })
})

describe('verify', () => {
  it('gives typed grants back', async () => {
    const jwt = await make({ identity: 'alice', region: 'ie1', nbf: NOW })
      .addGrant(new VideoGrant({ room: 'daily' }))
      .addGrant(new VoiceGrant({ outgoingApplicationSid: 'AP1', incomingAllow: true }))
      .addGrant(new BotGrant({ level: 3 }))
      .toJwt()
    const verified = await AccessToken.verify(jwt, SECRET, { issuer: 'SK1', subject: 'AC1' })
    expect(verified).toMatchObject({
      ...{ identity: 'alice', accountSid: 'AC1', signingKeySid: 'SK1', region: 'ie1' },
      ...{ issuedAt: NOW, notBefore: NOW, expiresAt: NOW + 3600 },
      grants: { video: { room: 'daily' }, bot: { level: 3 } },
    })
    expect(verified.grant(VideoGrant)?.room).toBe('daily')
    expect(verified.grant(VoiceGrant)).toEqual(
      new VoiceGrant({ outgoingApplicationSid: 'AP1', incomingAllow: true }),
    )
    expect(verified.grant(BotGrant)?.level).toBe(3)
    expect(verified.grant(ChatGrant)).toBeUndefined()
    expectTypeOf(verified.grant(VideoGrant)).toEqualTypeOf<VideoGrant | undefined>()
  })

  it('refuses what cannot be trusted', async () => {
    const jwt = await make().toJwt()
    const refusal = (token: string, ...args: [secret?: never, options?: object]) =>
      AccessToken.verify(token, args[0] ?? SECRET, args[1]).then(
        () => 'accepted',
        (error: JwtError) => (error instanceof JwtDecodeError ? error.code : error),
      )
    expect(await refusal(jwt, 'wrong' as never)).toBe('ERR_SIGNATURE_INVALID')
    expect(await refusal(jwt, undefined, { now: NOW + 3600 })).toBe('ERR_TOKEN_EXPIRED')
    expect(await refusal(jwt, createKeyRing({ SK2: SECRET }) as never)).toBe('ERR_KEY_UNKNOWN')
    expect(await refusal(jwt, createKeyRing({ SK1: SECRET }) as never)).toBe('accepted')
    const capability = await new Jwt(SECRET, { issuer: 'AC1' }).encode({ scope: '' })
    expect(await refusal(capability)).toBe('ERR_CLAIM_INVALID')
    const header = { cty: 'twilio-fpa;v=1' }
    expect(await refusal(await new Jwt(SECRET, { issuer: 'SK1' }).encode({ grants: {} }, { header }))).toBe(
      'ERR_CLAIM_MISSING',
    )
    const wrong = await new Jwt(SECRET, { issuer: 'SK1', subject: 'AC1' }).encode(
      { grants: { video: { room: 5 } } },
      { header },
    )
    expect(() => decodeUnverified(wrong)).not.toThrow()
    const verified = await AccessToken.verify(wrong, SECRET)
    expect(() => verified.grant(VideoGrant)).toThrow(expect.objectContaining({ code: 'ERR_CLAIM_INVALID' }))
  })

  it('reads no grant out of a payload of the wrong kind', async () => {
    for (const video of ['daily', 5, ['daily']]) {
      const jwt = new Jwt(SECRET, { issuer: 'SK1', subject: 'AC1' })
      const header = { cty: 'twilio-fpa;v=1' }
      const verified = await AccessToken.verify(await jwt.encode({ grants: { video } }, { header }), SECRET)
      expect(() => verified.grant(VideoGrant)).toThrow(expect.objectContaining({ code: 'ERR_CLAIM_INVALID' }))
    }
  })

  it('has a synchronous twin of the same bytes where the runtime allows one', async () => {
    const token = make({ identity: 'a' })
    try {
      expect(token.toJwtSync()).toBe(await token.toJwt())
      expect(AccessToken.verifySync(token.toJwtSync(), SECRET).identity).toBe('a')
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_SYNC_UNSUPPORTED' })
    }
  })
})

describe('any options', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 })
  const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const options = fc.record({
    identity: text,
    ttl: option(fc.integer({ min: 1, max: 86400 })),
    nbf: option(fc.integer({ min: 1, max: NOW })),
    // twilio's own JWT library writes header text beyond Latin-1 wrongly; regions are ASCII.
    region: option(fc.string({ minLength: 1, maxLength: 8 })),
    algorithm: option(fc.constantFrom('HS256', 'HS384', 'HS512')),
    room: option(text),
  })

  it('come back as given; jsonwebtoken, jose and twilio agree', async () => {
    await fc.assert(
      fc.asyncProperty(options, text, async ({ room, ...given }, secret) => {
        fc.pre(!/^[0-9a-f]{32}$/.test(secret))
        // White space and the like at the ends of a secret is refused, and an identity of text that was nothing.
        fc.pre(!STRAY.test(secret[0] as string) && !STRAY.test(secret.at(-1) as string))
        const token = new AccessToken('AC1', 'SK1', secret, given as AccessTokenOptions).addGrant(
          new VideoGrant(room === undefined ? {} : { room }),
        )
        const jwt = await token.toJwt()
        const verified = await AccessToken.verify(jwt, secret)
        expect(verified).toMatchObject({
          identity: given.identity,
          region: given.region,
          notBefore: given.nbf,
        })
        expect(verified.grant(VideoGrant)?.room).toBe(room)
        expect(jsonwebtoken.verify(jwt, secret)).toEqual(token.toClaims())
        expect((await jose.jwtVerify(jwt, new TextEncoder().encode(secret))).payload).toEqual(
          token.toClaims(),
        )
        const { algorithm = 'HS256', ...rest } = given
        const theirs = new twilio.jwt.AccessToken('AC1', 'SK1', secret, JSON.parse(JSON.stringify(rest)))
        theirs.addGrant(new twilio.jwt.AccessToken.VideoGrant(room === undefined ? {} : { room }))
        expect(jwt).toBe(theirs.toJwt(algorithm as 'HS256'))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a payload of which JSON would say less, and the grant so more', () => {
  const LOST: Readonly<Record<string, () => unknown>> = {
    'with accessors of its class': () => new (class { get room() { return 'a' } })(), // biome-ignore format: on one line
    'that inherits': () => Object.create({ room: 'a' }),
    'with a hidden member': () => Object.defineProperty({}, 'room', { value: 'a' }),
    'with a symbol': () => ({ [Symbol('room')]: 'a' }),
    'that writes itself as text': () => ({ room: 'a', toJSON: () => 'a' }),
    'in a Map': () => new Map([['room', 'a']]),
    'with a Map in it': () => ({ rooms: new Map([['a', true]]) }),
    'with a function': () => ({ room: () => 'a' }),
    'with a hole in a list': () => ({ rooms: ['a', undefined] }),
    'with a symbol for a value': () => ({ room: Symbol('a') }),
    'with NaN': () => ({ rooms: [Number.NaN] }),
    'with a promise': () => ({ room: Promise.resolve('a') }),
    'that is a promise': () => Promise.resolve({ room: 'a' }),
    'that is a Date': () => new Date(0),
    'that is text': () => 'a',
    'that is a list': () => [{ room: 'a' }],
    'that is nothing': () => undefined,
  }
  it.each(Object.entries(LOST))('%s is refused', (_, toPayload) => {
    const token = new AccessToken('AC1', 'SK1', 'a secret of an api key')
    expect(() => token.addGrant({ key: 'own', toPayload: toPayload as () => object })).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'grant.toPayload()' }),
    )
  })

  it('is none where a class only adds methods, a member is undefined, or one writes itself as text', () => {
    class Payload {
      rooms = ['a', { b: null }]
      at = new Date(0)
      more = undefined
      describe() {}
    }
    const token = new AccessToken('AC1', 'SK1', 'a secret of an api key')
    token.addGrant({ key: 'own', toPayload: () => new Payload() })
    const own = { rooms: ['a', { b: null }], at: '1970-01-01T00:00:00.000Z' }
    expect(token.toClaims().grants).toEqual({ own })
  })
})

describe('a payload that is frozen and can change all the same', () => {
  const make = () => new AccessToken('AC1', 'SK1', 'a secret of an api key')
  const grantOf = (payload: object) => ({ key: 'own', toPayload: () => payload })

  it('is signed as it was when it was added', () => {
    let room = 'one'
    const date = Object.freeze(new Date(0))
    const payload = Object.freeze({
      get room() {
        return room
      },
      within: Object.freeze({ date }),
    })
    const token = make().addGrant(grantOf(payload))
    const before = JSON.stringify(token.toClaims().grants)
    room = 'every'
    date.setTime(1e12)
    expect(JSON.stringify(token.toClaims().grants)).toBe(before)
  })

  it('is refused by name where it holds itself', () => {
    const payload: Record<string, unknown> = {}
    payload.self = payload
    expect(() => make().addGrant(grantOf(Object.freeze(payload)))).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID' }),
    )
  })

  it('of a grant whose class says something else than its table is what the class says', () => {
    class Narrow extends VideoGrant {
      override toPayload() {
        return { room: 'narrow' }
      }
    }
    expect(
      make()
        .addGrant(new Narrow({ room: 'wide' }))
        .toClaims().grants,
    ).toEqual({ video: { room: 'narrow' } })
  })
})

describe('parameters and payloads of grants', () => {
  const nested = (levels: number): object => {
    let value = {}
    for (let at = 1; at < levels; at++) value = { a: value }
    return value
  }
  const grants: Readonly<Record<string, (levels: number) => object>> = {
    outgoingApplicationParams: (levels) =>
      new VoiceGrant({ outgoingApplicationSid: 'AP1', outgoingApplicationParams: { ...nested(levels) } }),
    'grant.toPayload()': (levels) => ({ key: 'own', toPayload: () => nested(levels) }),
  }

  it.each(Object.entries(grants))(
    '%s nested so deep that no reader takes it is refused',
    async (option, grantOf) => {
      const mint = async (levels: number) =>
        make()
          .addGrant(grantOf(levels) as never)
          .toJwt()
      for (let levels = 1; levels <= 60; levels++)
        expect(await AccessToken.verify(await mint(levels), SECRET)).toMatchObject({ accountSid: 'AC1' })
      for (let levels = 61; levels <= 80; levels++)
        await expect(mint(levels)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID', option })
    },
  )
})
