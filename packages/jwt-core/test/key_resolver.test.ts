import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atOnce, attack } from '../../../tools/simulation/key_resolver.ts'
import { createKeyResolver, Jwt, type JwtError, JwtOptionError, type KeyRing } from '../src/index.ts'
import {
  DECODE_OPTIONS,
  type DecodeOptions,
  type HmacTokenKind,
  type VerifiedJwt,
  verifyHmacJwt,
} from '../src/token/index.ts'

const ACCESS: HmacTokenKind<DecodeOptions, VerifiedJwt> = {
  options: DECODE_OPTIONS,
  issuerPrefix: 'SK',
  read: (verified) => verified,
}

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

const sign = (issuer: string, secret = 'a secret') => new Jwt(secret, { issuer, ttl: 86_000 }).encode({})

async function refusal(token: string, ring: KeyRing): Promise<string> {
  return Jwt.decode(token, ring).then(
    () => 'accepted',
    (error: JwtError) => error.code,
  )
}

describe('ids before anything is verified', () => {
  it('asks for none that is more than a plain name, whatever stands in the token', async () => {
    const resolve = vi.fn(async () => 'a secret')
    const ring = createKeyResolver(resolve)
    for (const id of ['../public', 'a/b', 'a.b', 'a b', 'SK1\n', 'SK1\0', "'or 1", 'é', 'x'.repeat(129)])
      expect(await refusal(await sign(id), ring)).toBe('ERR_KEY_UNKNOWN')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (id) => {
        await refusal(await new Jwt('a secret').encode({ iss: id }, { header: { kid: id } }), ring)
      }),
      { numRuns: 200 },
    )
    for (const [id] of resolve.mock.calls as unknown as [string][])
      expect(id).toMatch(/^[A-Za-z0-9_-]{1,128}$/)
    expect(await refusal(await sign('x'.repeat(128)), ring)).toBe('accepted')
  })

  it('asks for no other key than an API key’s for an access token', async () => {
    const resolve = vi.fn(async () => 'a secret')
    const ring = createKeyResolver(resolve)
    const verified = await verifyHmacJwt(ACCESS, await sign('AC1'), ring, {}).catch((e: JwtError) => e.code)
    expect(verified).toBe('ERR_KEY_UNKNOWN')
    expect(resolve).not.toHaveBeenCalled()
    expect(await verifyHmacJwt(ACCESS, await sign('SK1'), ring, {})).toMatchObject({ keyId: 'SK1' })
  })

  it('lets accepts narrow and widen that', async () => {
    const resolve = vi.fn(async () => 'a secret')
    const narrow = createKeyResolver(resolve, { accepts: (id) => id === 'SK1' })
    expect(await refusal(await sign('SK2'), narrow)).toBe('ERR_KEY_UNKNOWN')
    expect(resolve).not.toHaveBeenCalled()
    expect(await refusal(await sign('SK1'), narrow)).toBe('accepted')
    const wide = createKeyResolver(resolve, { accepts: (id) => id.startsWith('https://') })
    expect(await refusal(await sign('https://issuer.example/'), wide)).toBe('accepted')
    expect(await verifyHmacJwt(ACCESS, await sign('https://a.example/'), wide, {})).toBeDefined()
  })

  it('takes no promise for a yes', async () => {
    const resolve = vi.fn(async () => 'a secret')
    const ring = createKeyResolver(resolve, { accepts: (async () => false) as never })
    await expect(Jwt.decode(await sign('SK1'), ring)).rejects.toMatchObject({ option: 'accepts' })
    expect(resolve).not.toHaveBeenCalled()
  })

  it('does not go on to the kid of another party when the key of iss was withdrawn', async () => {
    const keys: Record<string, string | undefined> = { SKa: 'a', SKb: 'b' }
    const ring = createKeyResolver((id) => keys[id], { maxAge: 60, cooldown: 30 })
    expect(await refusal(await sign('SKa', 'a'), ring)).toBe('accepted')
    keys.SKa = undefined
    pass(60)
    const forged = await new Jwt('b', { issuer: 'SKa' }).encode({}, { header: { kid: 'SKb' } })
    for (const _ of [1, 2]) expect(await refusal(forged, ring)).toBe('ERR_KEY_UNKNOWN')
    keys.SKa = 'a'
    pass(30)
    expect(await refusal(await sign('SKa', 'a'), ring)).toBe('accepted')
  })
})

describe('a resolver under load', () => {
  it('refuses none of 100 tenants at a cold start, nor of 1000', async () => {
    for (const count of [100, 1000])
      expect(await atOnce(count, true)).toMatchObject({ accepted: count, of: count, asked: count })
  })

  it('lets the key go that was not used for longest, and forgets no others', async () => {
    const resolve = vi.fn((id: string) => id)
    const ring = createKeyResolver(resolve)
    const oldest = await sign('SK0', 'SK0')
    await refusal(oldest, ring)
    for (let n = 1; n < 10_000; n++) await ring.preload([`SK${n}`])
    expect(await refusal(oldest, ring)).toBe('accepted')
    await ring.preload(['SK10000'])
    expect(resolve).toHaveBeenCalledTimes(10_001)
    await refusal(oldest, ring)
    expect(resolve).toHaveBeenCalledTimes(10_001)
    expect(await refusal(await sign('SK1', 'SK1'), ring)).toBe('accepted')
    expect(resolve).toHaveBeenCalledTimes(10_002)
  })

  it('waits no longer than timeout for an answer', async () => {
    vi.useRealTimers()
    const ring = createKeyResolver(() => new Promise<string>(() => {}), { timeout: 0.05 })
    const error = (await Jwt.decode(await sign('SK1'), ring).catch((e: unknown) => e)) as JwtError
    expect(error).toMatchObject({
      code: 'ERR_KEY_UNAVAILABLE',
      cause: { message: 'no answer within 0.05 s' },
    })
  })
})

describe('preload', () => {
  it('fetches keys before they are needed', async () => {
    const resolve = vi.fn(async (id: string) => `secret of ${id}`)
    const ring = createKeyResolver(resolve)
    await ring.preload(['SK1', 'SK2'])
    expect(await refusal(await sign('SK2', 'secret of SK2'), ring)).toBe('accepted')
    expect(resolve).toHaveBeenCalledTimes(2)
  })

  it('tells an id without a key, one that is retired, one that is none, and an outage', async () => {
    const ring = createKeyResolver(
      async (id) => {
        if (id === 'SKdown') throw new Error('down')
        return undefined
      },
      { retired: ['SK0'] },
    )
    await expect(ring.preload(['SK1'])).rejects.toMatchObject({ code: 'ERR_KEY_UNKNOWN', option: 'ids' })
    await expect(ring.preload(['SK0'])).rejects.toMatchObject({ code: 'ERR_KEY_RETIRED' })
    await expect(ring.preload(['../x'])).rejects.toBeInstanceOf(JwtOptionError)
    await expect(ring.preload('SK1' as never)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
    await expect(ring.preload(['SKdown'])).rejects.toMatchObject({ code: 'ERR_KEY_UNAVAILABLE' })
  })
})

describe('made-up ids, a hundred a second', () => {
  it('do not hammer the resolver, and a newly rotated key loads with its second token', async () => {
    const { accepted, of, asked } = await attack((step) => `SKx${step}`)
    expect([accepted, of]).toEqual([39, 40])
    expect(asked).toBeLessThanOrEqual(11)
  })

  it('each sent several times, keep it out for some seconds at most', async () => {
    for (const times of [2, 3, 5, 10, 20]) {
      const { accepted, asked } = await attack((step) => `SKx${Math.floor(step / times)}`)
      expect(accepted, `${times} times, ${asked} asked for`).toBeGreaterThanOrEqual(20)
      expect(asked).toBeLessThanOrEqual(11 + 20 * Math.sqrt(200))
    }
  })

  it('of a pool that is sent again and again, do not either', async () => {
    const { accepted } = await attack((step) => `SKx${step % 30}`)
    expect(accepted).toBeGreaterThanOrEqual(30)
  })

  it('never get a known tenant refused', async () => {
    expect((await attack((step) => `SKx${step}`, { warm: true })).accepted).toBe(40)
  })

  it('sent all at once are asked for no further than those under way', async () => {
    const { accepted, asked, refusals } = await atOnce(3000, false)
    expect(accepted).toBe(0)
    expect(refusals).toEqual(new Set(['ERR_KEY_UNKNOWN', 'ERR_KEY_UNAVAILABLE']))
    expect(asked).toBeLessThanOrEqual(64 + 10)
  })
})
