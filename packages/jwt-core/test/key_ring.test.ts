import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { syncSupported } from '#platform'
import {
  createKeyResolver,
  createKeyRing,
  Jwt,
  JwtDecodeError,
  JwtError,
  JwtOptionError,
  type KeyRing,
  parseKeyRing,
} from '../src/index.ts'
import {
  DECODE_OPTIONS,
  type DecodeOptions,
  type HmacTokenKind,
  signHmacJwt,
  type VerifiedJwt,
  verifyHmacJwt,
} from '../src/token/index.ts'

const ANY: HmacTokenKind<DecodeOptions, VerifiedJwt> = {
  options: DECODE_OPTIONS,
  issuerPrefix: '',
  read: (verified) => verified,
}

const NOW = 1_700_000_000
beforeEach(() => void vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

const sign = (issuer: string, secret: string) => new Jwt(secret, { issuer, ttl: 86_000 }).encode({})

async function refusal(token: string, ring: KeyRing): Promise<unknown> {
  return Jwt.decode(token, ring).then(
    () => 'accepted',
    (error: JwtError) => error.code,
  )
}

describe('a key ring in rotation', () => {
  it('takes tokens of both keys that are live, and refuses a retired one with a code of its own', async () => {
    const ring = createKeyRing({ SKnew: 'new-secret', SKold: 'old-secret' }, { retired: ['SKleaked'] })
    expect(await refusal(await sign('SKnew', 'new-secret'), ring)).toBe('accepted')
    expect(await refusal(await sign('SKold', 'old-secret'), ring)).toBe('accepted')
    expect(await refusal(await sign('SKold', 'new-secret'), ring)).toBe('ERR_SIGNATURE_INVALID')
    expect(await refusal(await sign('SKleaked', 'leaked'), ring)).toBe('ERR_KEY_RETIRED')
    expect(await refusal(await sign('SKother', 'other'), ring)).toBe('ERR_KEY_UNKNOWN')
    expect([ring.keyIds, ring.retiredIds]).toEqual([['SKnew', 'SKold'], ['SKleaked']])
  })

  it('tells a token from a caller: JwtDecodeError when verifying, JwtOptionError when signing', async () => {
    const ring = createKeyRing({ SK1: 's' }, { retired: ['SK0'] })
    await expect(Jwt.decode(await sign('SK0', 's'), ring)).rejects.toBeInstanceOf(JwtDecodeError)
    const signing = new Jwt(ring, { issuer: 'SK0' }).encode({})
    await expect(signing).rejects.toMatchObject({ code: 'ERR_KEY_RETIRED' })
    await expect(signing).rejects.toBeInstanceOf(JwtOptionError)
    await expect(signHmacJwt({ alg: 'HS256' }, { iss: 'SK9' }, ring)).rejects.toMatchObject({
      ...{ code: 'ERR_KEY_UNKNOWN', option: 'secret' },
    })
  })

  it('refuses a key that is live and retired at once, and ids that are none', () => {
    for (const retired of [['SK1'], [''], 'SK0', [5]])
      expect(() => createKeyRing({ SK1: 's' }, { retired: retired as never })).toThrow(
        expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'retired' }),
      )
  })
})

describe('parseKeyRing', () => {
  it('reads what an environment variable or a file holds', async () => {
    const ring = parseKeyRing('{"keys":{"SK1":"one","SK2":"two"},"retired":["SK0"]}')
    expect(await refusal(await sign('SK2', 'two'), ring)).toBe('accepted')
    expect(await refusal(await sign('SK0', 'x'), ring)).toBe('ERR_KEY_RETIRED')
  })

  it.each([
    ['', 'json'],
    ['[]', 'json'],
    ['{"keys":{"SK1":"secret-value"}', 'json'],
    ['{"keys":{"SK1":"secret-value","SK1":"b"}}', 'json'],
    ['{"keys":{"SK1":"secret-value"},"retird":[]}', 'json'],
    ['{"SK1":"secret-value"}', 'json'],
    ['{"keys":"secret-value"}', 'json.keys'],
    ['{"keys":{}}', 'keys'],
    ['{"keys":{"SK1":""}}', 'keys.SK1'],
    ['{"keys":{"SK1":"secret-value"},"retired":"SK0"}', 'retired'],
    [5, 'json'],
  ])('refuses %s, and shows nothing of it', (json, option) => {
    let error: unknown
    try {
      parseKeyRing(json as string)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(JwtOptionError)
    expect(error).toMatchObject({ option })
    expect(inspect(error, { depth: 9 })).not.toContain('secret-value')
  })
})

describe('a key resolver', () => {
  it('is asked once however many tokens wait, and again when the key is too old', async () => {
    const resolve = vi.fn(async (id: string) => `secret of ${id}`)
    const ring = createKeyResolver(resolve, { maxAge: 60 })
    const token = await sign('SK1', 'secret of SK1')
    expect(await Promise.all(Array.from({ length: 50 }, () => refusal(token, ring)))).toEqual(
      Array(50).fill('accepted'),
    )
    expect(resolve).toHaveBeenCalledTimes(1)
    pass(59)
    expect(await refusal(token, ring)).toBe('accepted')
    expect(resolve).toHaveBeenCalledTimes(1)
    pass(1)
    expect(await refusal(token, ring)).toBe('accepted')
    expect(resolve).toHaveBeenCalledTimes(2)
  })

  it('signs too, and gives the sync twins what it holds', async () => {
    const ring = createKeyResolver((id) => `secret of ${id}`)
    const jwt = new Jwt(ring, { issuer: 'SK1' })
    if (syncSupported)
      expect(() => jwt.encodeSync({})).toThrow(expect.objectContaining({ code: 'ERR_SYNC_UNSUPPORTED' }))
    expect(await jwt.encode({})).toBe(await new Jwt('secret of SK1', { issuer: 'SK1' }).encode({}))
    if (syncSupported) expect(Jwt.decodeSync(jwt.encodeSync({}), ring)).toMatchObject({ iss: 'SK1' })
  })

  it('no longer takes a key that the resolver gives up', async () => {
    let secret: string | undefined = 'one'
    const ring = createKeyResolver(async () => secret, { maxAge: 60 })
    const token = await sign('SK1', 'one')
    expect(await refusal(token, ring)).toBe('accepted')
    secret = undefined
    pass(60)
    expect(await refusal(token, ring)).toBe('ERR_KEY_UNKNOWN')
  })

  it('falls back from iss to kid', async () => {
    const ring = createKeyResolver(async (id) => (id === 'CR1' ? 'one' : undefined))
    const token = await new Jwt('one', { issuer: 'SK1' }).encode({}, { header: { kid: 'CR1' } })
    expect(await refusal(token, ring)).toBe('accepted')
  })

  it('does not ask for a retired id, or for no id', async () => {
    const resolve = vi.fn(async () => 'one')
    const ring = createKeyResolver(resolve, { retired: ['SK0'] })
    expect(await refusal(await sign('SK0', 'one'), ring)).toBe('ERR_KEY_RETIRED')
    expect(await refusal(await new Jwt('one').encode({}), ring)).toBe('ERR_KEY_UNKNOWN')
    expect(resolve).not.toHaveBeenCalled()
  })

  it('tells an outage from a bad token, and recovers', async () => {
    const cause = new Error('the secret manager is down')
    const resolve = vi.fn(async (): Promise<string> => 'one')
    const ring = createKeyResolver(resolve, { maxAge: 60 })
    const token = await sign('SK1', 'one')
    expect(await refusal(token, ring)).toBe('accepted')
    pass(60)
    resolve.mockRejectedValueOnce(cause)
    const error = await Jwt.decode(token, ring).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(JwtError)
    expect(error).not.toBeInstanceOf(JwtDecodeError)
    expect(error).toMatchObject({ code: 'ERR_KEY_UNAVAILABLE', cause })
    expect(await refusal(token, ring)).toBe('accepted')
  })

  it('does not go on to the kid of a token whose iss it did not ask for', async () => {
    const keys: Record<string, string> = { SKa: 'tenant a', SKb: 'tenant b' }
    const ring = createKeyResolver((id) => keys[id], { maxUnknown: 1 })
    expect(await refusal(await sign('SKb', 'tenant b'), ring)).toBe('accepted')
    expect(await refusal(await sign('SKx', 'x'), ring)).toBe('ERR_KEY_UNKNOWN')
    const header = { kid: 'SKb' }
    const forged = await new Jwt('tenant b', { issuer: 'SKa' }).encode({}, { header })
    expect(await refusal(forged, ring)).toBe('ERR_KEY_UNAVAILABLE')
    const hmac = await verifyHmacJwt(ANY, forged, createKeyRing({ SKb: 'tenant b' }), {}).catch(
      (e: JwtError) => e,
    )
    expect(hmac).toMatchObject({ code: 'ERR_KEY_UNKNOWN' })
  })

  it('recovers from a resolver that throws, rejects or gives what is no key', async () => {
    for (const fail of [
      () => Promise.reject(new Error('x')),
      () => '' as string,
      (): string => {
        throw new Error('x')
      },
    ]) {
      let failing = true
      const ring = createKeyResolver(() => (failing ? fail() : 'one'), { cooldown: 30 })
      const token = await sign('SK1', 'one')
      for (const _ of [1, 2]) expect(await refusal(token, ring)).toBe('ERR_KEY_UNAVAILABLE')
      failing = false
      pass(30)
      expect(await refusal(token, ring)).toBe('accepted')
    }
  })

  it('shows no key', async () => {
    const ring = createKeyResolver(async () => 'the-secret')
    await refusal(await sign('SK1', 'the-secret'), ring)
    expect(inspect(ring, { showHidden: true, depth: 9 }) + JSON.stringify(ring)).not.toContain('the-secret')
  })

  it.each([
    ['resolve', () => createKeyResolver('x' as never)],
    ['maxAge', () => createKeyResolver(() => 's', { maxAge: 0 })],
    ['cooldown', () => createKeyResolver(() => 's', { cooldown: -1 })],
    ['maxUnknown', () => createKeyResolver(() => 's', { maxUnknown: 0.5 })],
    ['timeout', () => createKeyResolver(() => 's', { timeout: 0 })],
    ['accepts', () => createKeyResolver(() => 's', { accepts: /^SK/ as never })],
    // A predicate that was never made is not taken for the default alphabet.
    ['accepts', () => createKeyResolver(() => 's', { accepts: undefined as never })],
    ['options', () => createKeyResolver(() => 's', null as never)],
  ])('refuses a bad %s', (option, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }))
  })
})
