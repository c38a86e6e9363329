import fc from 'fast-check'
import { RateLimiterMemory, RateLimiterUnion } from 'rate-limiter-flexible'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Limiter, memoryLimiter } from '../src/index.ts'
import { fromRateLimiter } from '../src/rate_limiter_flexible.ts'
import { makeEndpoint, outcomeOf, request } from './fixture.ts'

describe('memoryLimiter', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
  afterEach(() => void vi.useRealTimers())

  it('lets so many through within a time, each key by itself', async () => {
    const limiter = memoryLimiter({ limit: 2, per: 60 })
    const ask = async (key: string) => (await limiter.consume(key)).ok
    expect([await ask('a'), await ask('a'), await ask('a'), await ask('b')]).toEqual([
      true,
      true,
      false,
      true,
    ])
    vi.advanceTimersByTime(20_000)
    expect(await limiter.consume('a')).toEqual({ ok: false, retryAfter: 40 })
    vi.advanceTimersByTime(40_000)
    expect(await ask('a')).toBe(true)
  })

  it('forgets the oldest key where there are too many', async () => {
    const limiter = memoryLimiter({ limit: 1, per: 60, maxKeys: 2 })
    for (const key of ['a', 'b', 'c']) await limiter.consume(key)
    expect((await limiter.consume('c')).ok).toBe(false)
    expect((await limiter.consume('a')).ok).toBe(true)
  })

  it('holds no key longer because a clock was set back', async () => {
    const limiter = memoryLimiter({ limit: 1, per: 60 })
    await limiter.consume('a')
    vi.setSystemTime(1_600_000_000_000)
    expect((await limiter.consume('a')).ok).toBe(true)
  })

  it('lets at most the limit through in each window, whatever the order of the keys', async () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), wait: fc.integer({ min: 0, max: 15 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, limit) => {
          const limiter = memoryLimiter({ limit, per: 30 })
          const windows = new Map<string, { began: number; count: number }>()
          for (const { key, wait } of steps) {
            vi.advanceTimersByTime(wait * 1000)
            const now = Date.now()
            let window = windows.get(key)
            if (window === undefined || now - window.began >= 30_000) window = { began: now, count: 0 }
            window.count++
            windows.set(key, window)
            expect((await limiter.consume(key)).ok).toBe(window.count <= limit)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each([
    ['limit', { limit: 0, per: 1 }],
    ['limit', { per: 1 }],
    ['per', { limit: 1, per: 1.5 }],
    ['maxKeys', { limit: 1, per: 1, maxKeys: -1 }],
  ])('refuses a wrong %s', (option, options) => {
    expect(() => memoryLimiter(options as never)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }),
    )
  })
})

describe('the limit of an endpoint', () => {
  it('answers 429 with Retry-After', async () => {
    const { endpoint, events } = makeEndpoint({ limiter: memoryLimiter({ limit: 1, per: 60 }) })
    expect((await endpoint(request())).status).toBe(200)
    const limited = await endpoint(request())
    expect(await outcomeOf(limited)).toEqual([429, 'ERR_TOO_MANY_REQUESTS'])
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(events[1]).toMatchObject({ type: 'limited', reason: 'limit', status: 429 })
    expect((await endpoint(request({ headers: { authorization: 'Bearer bob' } }))).status).toBe(200)
  })

  it('counts permits alone', async () => {
    const limiter = memoryLimiter({ limit: 1, per: 60 })
    const consume = vi.spyOn(limiter, 'consume')
    const { endpoint } = makeEndpoint({ limiter })
    await endpoint(new Request('https://app.example/token', { method: 'POST' }))
    await endpoint(request({ method: 'PUT' }))
    expect(consume).not.toHaveBeenCalled()
    await endpoint(request())
    expect(consume).toHaveBeenCalledTimes(1)
  })

  it.each([
    [{ identity: 'a' }, '["a"]'],
    [{ identity: 'b', tenant: 'a' }, '["a","b"]'],
    [{ identity: '["a","b"]' }, '["[\\"a\\",\\"b\\"]"]'],
    [{ identity: 'a', tenant: 'b', limitKey: 'k' }, 'k'],
  ])('counts %j under a key that is nobody else’s', async (permit, key) => {
    const consume = vi.fn(async () => ({ ok: true }))
    const { endpoint } = makeEndpoint({ limiter: { consume }, authorize: () => ({ grants: [], ...permit }) })
    await endpoint(request())
    expect(consume).toHaveBeenCalledExactlyOnceWith(key)
  })

  it.each([
    [undefined, '1'],
    [0.2, '1'],
    [2.1, '3'],
    [Number.NaN, '1'],
    [-5, '1'],
    [Number.POSITIVE_INFINITY, '2147483648'],
    [1e21, '2147483648'],
    [10n, '1'],
    ['soon', '1'],
    [Symbol('soon'), '1'],
    [null, '1'],
  ])('tells to wait whole seconds: %s', async (retryAfter, header) => {
    const consume = async () => ({ ok: false, retryAfter: retryAfter as number })
    const { endpoint } = makeEndpoint({ limiter: { consume } })
    expect((await endpoint(request())).headers.get('retry-after')).toBe(header)
  })
})

describe('a limiter that fails', () => {
  const failing: [string, () => Promise<never>][] = [
    ['rejects', () => Promise.reject(new Error('ECONNREFUSED 10.0.0.1'))],
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['never answers', () => new Promise(() => {})],
    ['answers with nothing', async () => undefined as never],
    ['answers with another thing', async () => ({ allowed: true }) as never],
    ['answers with a text', async () => 'ok' as never],
    ...['ok', 'retryAfter'].map((name): [string, () => Promise<never>] => [
      `answers with what throws when ${name} is read`,
      async () => {
        const get = () => {
          throw new Error('broken')
        }
        return Object.defineProperty({ ok: false }, name, { get }) as never
      },
    ]),
  ]

  it.each(failing)('lets nothing through: it %s', async (_, consume) => {
    const { endpoint, events } = makeEndpoint({ limiter: { consume }, limiterTimeout: 0.05 })
    const response = await endpoint(request())
    expect(await outcomeOf(response.clone())).toEqual([503, 'ERR_UNAVAILABLE'])
    expect(await response.text()).not.toMatch(/ECONN|10\.0/)
    expect(events).toMatchObject([{ type: 'failed', reason: 'limiter', status: 503 }])
  })

  it.each(failing)('loses nobody where the app wants it so: it %s', async (_, consume) => {
    const { endpoint, events } = makeEndpoint({
      limiter: { consume },
      limiterTimeout: 0.05,
      onLimiterError: 'allow',
    })
    expect((await endpoint(request())).status).toBe(200)
    expect(events).toMatchObject([{ type: 'issued', reason: 'limiter', status: 200 }])
    expect(events[0]?.error).toBeInstanceOf(Error)
  })
})

describe('fromRateLimiter', () => {
  it('takes a limiter of rate-limiter-flexible', async () => {
    const limiter = fromRateLimiter(new RateLimiterMemory({ points: 2, duration: 60 }))
    expect(await limiter.consume('a')).toEqual({ ok: true })
    expect(await limiter.consume('a')).toEqual({ ok: true })
    expect(await limiter.consume('a')).toEqual({ ok: false, retryAfter: 60 })
    expect(await limiter.consume('b')).toEqual({ ok: true })
  })

  it('waits for the slowest of a union that refused', async () => {
    const points = (keyPrefix: string, duration: number) =>
      new RateLimiterMemory({ keyPrefix, points: 1, duration })
    const limiter = fromRateLimiter(new RateLimiterUnion(points('a', 5), points('b', 60)))
    expect(await limiter.consume('a')).toEqual({ ok: true })
    expect(await limiter.consume('a')).toEqual({ ok: false, retryAfter: 60 })
  })

  it.each([undefined, null, 'down', {}, { a: new Error('down') }, { a: { msBeforeNext: 1 }, b: {} }])(
    'takes no other rejection for a limit: %j',
    async (refusal) => {
      const limiter = fromRateLimiter({ consume: () => Promise.reject(refusal) })
      await expect(limiter.consume('a')).rejects.toBe(refusal)
    },
  )

  it('hands on what the store says when it is down', async () => {
    const error = new Error('down')
    const limiter: Limiter = fromRateLimiter({ consume: () => Promise.reject(error) })
    await expect(limiter.consume('a')).rejects.toBe(error)
  })

  it('refuses what is none', () => {
    expect(() => fromRateLimiter({} as never)).toThrow(expect.objectContaining({ option: 'limiter' }))
  })
})
