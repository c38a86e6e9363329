import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { syncSupported } from '#platform'
import {
  createKeyRing,
  decodeUnverified,
  Jwt,
  JwtDecodeError,
  JwtError,
  JwtOptionError,
  type JwtOptions,
} from '../src/index.ts'

const SECRET = 'fake-secret-for-tests-0123456789'
const NOW = 1_700_000_000
beforeEach(() => void vi.useFakeTimers({ now: NOW * 1000 + 999, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

async function claimsOf(options: JwtOptions, payload = {}) {
  return decodeUnverified(await new Jwt(SECRET, options).encode(payload)).payload
}

describe('encode', () => {
  it('adds the constructor’s claims, with an hour to live', async () => {
    expect(await claimsOf({ issuer: 'i', subject: 's', nbf: 5 }, { a: 1 })).toEqual({
      ...{ a: 1, iss: 'i', sub: 's', nbf: 5, exp: NOW + 3600 },
    })
  })

  it('encodes text of every length and script as Buffer does', async () => {
    for (const character of ['a', 'é', '€', '😀'])
      for (let bytes = 16_370; bytes < 16_390; bytes++) {
        const rest = character.repeat(Math.floor((bytes - 60) / Buffer.byteLength(character)))
        const text = 'x'.repeat(bytes - 60 - Buffer.byteLength(rest)) + rest
        const [, payload = ''] = (await new Jwt(SECRET).encode({ text })).split('.')
        const json = JSON.stringify({ text, exp: NOW + 3600 })
        expect(payload).toBe(Buffer.from(json).toString('base64url'))
      }
  })

  it('lets the payload’s own claims win', async () => {
    const own = { iss: 'x', sub: 'y', nbf: 1, exp: NOW + 1 }
    expect(await claimsOf({ issuer: 'i', subject: 's', nbf: 5, ttl: 9 }, own)).toEqual(own)
  })

  it('lets validUntil win over ttl', async () => {
    expect(await claimsOf({ ttl: 5, validUntil: NOW + 77 })).toEqual({ exp: NOW + 77 })
  })

  it('writes alg and typ first, then the header given', async () => {
    const token = await new Jwt(SECRET).encode({}, { header: { kid: 'k', cty: 'c' } })
    expect(Buffer.from(token.split('.')[0] as string, 'base64url').toString()).toBe(
      '{"alg":"HS256","typ":"JWT","kid":"k","cty":"c"}',
    )
  })

  it('gives the same bytes by both twins', async () => {
    const jwt = new Jwt(SECRET, { algorithm: 'HS512' })
    if (syncSupported) expect(jwt.encodeSync({ a: 1 })).toBe(await jwt.encode({ a: 1 }))
    else expect(() => jwt.encodeSync({})).toThrow(expect.objectContaining({ code: 'ERR_SYNC_UNSUPPORTED' }))
  })

  it.each([
    ['ttl', { ttl: 0 }],
    ['ttl', { ttl: 1.5 }],
    ['ttl', { ttl: '3600' }],
    ['validUntil', { validUntil: NOW * 1000 }],
    ['nbf', { nbf: new Date() }],
    ['nbf', { nbf: Number.NaN }],
    ['issuer', { issuer: '' }],
    ['subject', { subject: 5 }],
    ['algorithm', { algorithm: 'none' }],
    ['options', 5],
  ])('refuses a bad %s: %j', (option, options) => {
    expect(() => new Jwt(SECRET, options as JwtOptions)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }),
    )
  })

  it.each([
    ['payload', null],
    ['payload', []],
    ['payload', { a: 1n }],
    ['payload.exp', { exp: '1' }],
    ['payload.iat', { iat: Number.POSITIVE_INFINITY }],
  ])('refuses a bad %s', async (option, payload) => {
    await expect(new Jwt(SECRET).encode(payload as never)).rejects.toMatchObject({ option })
  })

  it('writes the header that was asked for, whatever was asked for before', async () => {
    const jwt = new Jwt(SECRET)
    const nested = { kid: 'k', list: ['a'] }
    const headers: Record<string, unknown>[] = [
      ...[{ kid: 'k' }, { kid: 'k' }, { kid: 'l' }, { kid: 'k', cty: 'c' }, { cty: 'c', kid: 'k' }],
      ...[{ kid: undefined }, { typ: undefined }, {}, { kid: 'k' }, { other: null }, { other: {} }, nested],
    ]
    for (const header of headers) {
      const [part = ''] = (await jwt.encode({}, { header })).split('.')
      const { typ = 'JWT', ...rest } = header
      expect(Buffer.from(part, 'base64url').toString()).toBe(JSON.stringify({ alg: 'HS256', typ, ...rest }))
    }
    nested.list.push('b')
    const again = decodeUnverified(await jwt.encode({}, { header: nested }))
    expect(again.header.list).toEqual(['a', 'b'])
  })

  it.each([{ alg: 'HS512' }, { crit: ['x'] }, { b64: false }])('refuses the header %j', async (header) => {
    await expect(new Jwt(SECRET).encode({}, { header })).rejects.toBeInstanceOf(JwtOptionError)
  })
})

describe('a key ring', () => {
  const ring = createKeyRing({ SK1: SECRET, SK2: 'second-secret' })
  it('chooses the key by iss, to sign and to verify', async () => {
    const token = await new Jwt(ring, { issuer: 'SK2' }).encode({})
    expect(await Jwt.decode(token, 'second-secret')).toMatchObject({ iss: 'SK2' })
    expect(await Jwt.decode(token, ring)).toMatchObject({ iss: 'SK2' })
  })

  it('chooses the key by kid where iss names none', async () => {
    const token = await new Jwt('second-secret', { issuer: 'x' }).encode({}, { header: { kid: 'SK2' } })
    expect(await Jwt.decode(token, ring)).toMatchObject({ iss: 'x' })
  })

  it('refuses a key it does not hold', async () => {
    const token = await new Jwt(SECRET, { issuer: 'SK9' }).encode({})
    await expect(Jwt.decode(token, ring)).rejects.toMatchObject({ code: 'ERR_KEY_UNKNOWN' })
    await expect(new Jwt(ring, { issuer: 'SK9' }).encode({})).rejects.toMatchObject({
      code: 'ERR_KEY_UNKNOWN',
    })
  })

  it('refuses a token that names one key and is signed with another', async () => {
    const token = await new Jwt(SECRET, { issuer: 'SK2' }).encode({})
    await expect(Jwt.decode(token, ring)).rejects.toMatchObject({ code: 'ERR_SIGNATURE_INVALID' })
  })
})

describe('secrets', () => {
  it('show in no printed form and no error', async () => {
    const shown = (value: unknown) =>
      [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value)].join()
    const jwt = new Jwt(SECRET)
    const ring = createKeyRing({ SK1: SECRET })
    const errors = [
      await new Jwt(ring, { issuer: 'no' }).encode({}).catch((error: unknown) => error),
      await Jwt.decode(SECRET, SECRET).catch((error: unknown) => error),
      await new Jwt(SECRET).encode({ a: 1n }).catch((error: unknown) => error),
    ]
    for (const value of [jwt, ring, ...errors]) expect(shown(value)).not.toContain(SECRET)
    expect(errors.every((error) => error instanceof JwtError)).toBe(true)
  })
})

describe('errors', () => {
  it('are told by instanceof across two copies of the package', async () => {
    vi.resetModules()
    const copy = await import('../src/errors.ts')
    expect(copy.JwtDecodeError).not.toBe(JwtDecodeError)
    const error = new copy.JwtDecodeError('ERR_TOKEN_EXPIRED', 'x')
    expect(error).toBeInstanceOf(JwtDecodeError)
    expect(error).toBeInstanceOf(JwtError)
    expect(error).not.toBeInstanceOf(JwtOptionError)
    expect(new copy.JwtOptionError('a', 'is b')).toMatchObject({
      name: 'JwtOptionError',
      message: 'a is b',
      option: 'a',
    })
  })

  it('leave a user’s own subclass its own', () => {
    class Mine extends JwtError {}
    expect(new Mine('ERR_KEY_INVALID', 'x')).toBeInstanceOf(Mine)
    expect(new JwtError('ERR_KEY_INVALID', 'x')).not.toBeInstanceOf(Mine)
  })
})
