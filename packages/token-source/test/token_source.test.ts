import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTokenSource, type FetchTokenContext, TokenSourceError } from '../src/index.ts'
import { makeToken, mint } from './tokens.ts'

const START = 1_700_000_000
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)
const failWith = (details: object) => Promise.reject(Object.assign(new Error('no'), details))
const never = () => new Promise<string>(() => {})

beforeEach(() => void vi.useFakeTimers({ now: START * 1000 }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A fetch function that answers with what `answers` makes, the last of them again and again. */
function fetcher(...answers: (() => string | Promise<string>)[]) {
  let at = 0
  return vi.fn(async (_: FetchTokenContext) =>
    (answers[Math.min(at++, answers.length - 1)] as () => string | Promise<string>)(),
  )
}
const reasons = (fetchToken: ReturnType<typeof fetcher>) =>
  fetchToken.mock.calls.map(([{ reason }]) => reason)

describe('get', () => {
  it('gives one token to all who ask at the same time, and keeps it while it lives', async () => {
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    expect(source.state).toBe('idle')
    expect(source.expiresAt).toBeUndefined()
    const [one, other] = await Promise.all([source.get(), source.get(), source.get()])
    expect(one).toBe(other)
    await seconds(3000)
    expect(await source.get()).toBe(one)
    expect(reasons(fetchToken)).toEqual(['first'])
    expect(source.state).toBe('fresh')
    expect(source.expiresAt).toBe(START + 3600)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fetches within the margin of the end, and falls back on the token that still lives', async () => {
    const fetchToken = fetcher(
      () => mint(),
      () => failWith({}),
      () => mint(),
    )
    const source = createTokenSource(fetchToken, { jitter: 0 })
    const first = await source.get()
    await seconds(3539)
    expect(await source.get()).toBe(first)
    await seconds(2)
    expect(await source.get()).toBe(first)
    expect(source.state).toBe('failing')
    await seconds(20)
    expect(await source.get()).not.toBe(first)
    expect(reasons(fetchToken)).toEqual(['first', 'due', 'due'])
  })

  it('rejects with the error of its own flight, and at once while a backoff runs', async () => {
    const fetchToken = fetcher(() => failWith({ status: 500 }))
    const source = createTokenSource(fetchToken)
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH', status: 500 })
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH' })
    expect(fetchToken).toHaveBeenCalledTimes(1)
    await seconds(61)
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH' })
    expect(fetchToken).toHaveBeenCalledTimes(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends a fetch that takes too long, and does not take its answer any more', async () => {
    let late: (token: string) => void = () => {}
    let signal: AbortSignal | undefined
    const source = createTokenSource((context) => {
      signal = context.signal
      return new Promise((resolve) => {
        late = resolve
      })
    })
    const got = expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH_TIMEOUT' })
    await seconds(10)
    await got
    expect(signal?.aborted).toBe(true)
    late(mint())
    await seconds(1)
    expect(source.state).toBe('failing')
  })

  it('lets a caller leave without ending the fetch of the others', async () => {
    const source = createTokenSource(
      fetcher(() => new Promise((done) => setTimeout(() => done(mint()), 1000))),
    )
    const leaver = new AbortController()
    const [left, stayed] = [source.get({ signal: leaver.signal }), source.get()]
    const leaving = expect(left).rejects.toThrow('bored')
    leaver.abort(new Error('bored'))
    await leaving
    await seconds(1)
    expect(await stayed).toMatch(/^ey/)
    await expect(source.get({ signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow('late')
  })

  it('may ask for a token from within a fetch, and waits for the same', async () => {
    let inner: Promise<string> | undefined
    const source = createTokenSource(async () => {
      inner = source.get()
      return mint()
    })
    expect(await source.get()).toBe(await inner)
  })
})

describe('a life', () => {
  it.each([-3600, 3600])('counts from receipt, whatever the clock says (%i s wrong)', async (skew) => {
    const fetchToken = fetcher(() => mint(600, { skew }))
    const source = createTokenSource(fetchToken, { jitter: 0 })
    source.subscribe(() => {})
    await seconds(0)
    expect(source.expiresAt).toBe(START + 600)
    await seconds(539)
    expect(fetchToken).toHaveBeenCalledTimes(1)
    await seconds(2)
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['nbf', { nbf: START - 5000, exp: START - 4400 }],
    ['the clock', { exp: START + 600 }],
  ])('is told by %s where there is no iat', async (_, claims) => {
    const source = createTokenSource(async () => makeToken(claims))
    await source.get()
    expect(source.expiresAt).toBe(START + 600)
  })

  it('takes in the time that a device slept', async () => {
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    source.subscribe(() => {})
    await seconds(10)
    vi.setSystemTime((START + 7200) * 1000)
    await seconds(31)
    expect(reasons(fetchToken)).toEqual(['first', 'wake'])
  })

  it('is not prolonged by a clock that is set back', async () => {
    const fetchToken = fetcher(() => mint(600))
    const source = createTokenSource(fetchToken, { jitter: 0 })
    source.subscribe(() => {})
    await seconds(300)
    vi.setSystemTime((START - 7200) * 1000)
    await seconds(241)
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  it('is not prolonged by a clock that is set back where there is no other', async () => {
    vi.stubGlobal('performance', undefined)
    const fetchToken = fetcher(() => mint(600))
    const source = createTokenSource(fetchToken, { jitter: 0 })
    source.subscribe(() => {})
    await seconds(300)
    vi.setSystemTime((START - 7200) * 1000)
    await seconds(241)
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  it.each([1, 2, 8, 60, 119])('of %i s is fetched for twice, and never over', async (life) => {
    const fetchToken = fetcher(() => mint(life))
    const source = createTokenSource(fetchToken)
    source.subscribe(() => {})
    for (let at = 0; at < life * 20; at += life / 8) {
      await seconds(life / 8)
      expect(source.expiresAt).toBeDefined()
    }
    expect(fetchToken.mock.calls.length).toBeLessThanOrEqual(41)
  })

  it('may be half over when the endpoint fails for a third of the time', async () => {
    let random = 1
    let gaps = 0
    const source = createTokenSource(async () => {
      random = (random * 16_807) % 2_147_483_647
      return random % 3 === 0 ? failWith({ status: 500 }) : mint(30)
    })
    source.subscribe(() => {})
    await seconds(5)
    for (let at = 0; at < 3000; at++) {
      await seconds(0.2)
      if (source.expiresAt === undefined) gaps++
    }
    expect(gaps).toBe(0)
  })

  it.each([
    ['is over', { iat: START, exp: START }],
    ['is not told', { iat: START }],
    ['is over by the clock', { exp: START - 1 }],
    ['is no number', { iat: START, exp: 'soon' as never }],
  ])('that %s is refused', async (_, claims) => {
    const source = createTokenSource(async () => makeToken(claims))
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_UNREADABLE' })
  })
})

describe('the schedule', () => {
  it('runs while anybody listens', async () => {
    const given: string[] = []
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken, { jitter: 0 })
    const one = source.subscribe((token) => given.push(token))
    const other = source.subscribe(() => {})
    await seconds(3539)
    expect(given).toHaveLength(1)
    one()
    one()
    await seconds(2)
    expect(fetchToken).toHaveBeenCalledTimes(2)
    expect(given).toHaveLength(1)
    other()
    expect(vi.getTimerCount()).toBe(0)
    await seconds(4000)
    expect(fetchToken).toHaveBeenCalledTimes(2)
    expect(source.state).toBe('idle')
  })

  it('tries again with growing windows, no try sooner than the least interval', async () => {
    const at: number[] = []
    const source = createTokenSource(async () => {
      at.push(Date.now() / 1000)
      return failWith({})
    })
    source.subscribe(() => {})
    await seconds(1200)
    const gaps = at.slice(1).map((time, index) => time - (at[index] as number))
    for (const gap of gaps) {
      expect(gap).toBeGreaterThanOrEqual(5)
      expect(gap).toBeLessThanOrEqual(60.1)
    }
    expect(gaps.slice(6).every((gap) => gap >= 47.9)).toBe(true)
    expect(at.length).toBeLessThan(40)
  })

  it.each([
    ['seconds', 30, 30, 36],
    ['no more than an hour of it', 1e9, 3600, 4321],
  ])('obeys retryAfter: %s', async (_, retryAfter, least, most) => {
    const fetchToken = fetcher(
      () => failWith({ status: 503, retryAfter }),
      () => mint(),
    )
    const source = createTokenSource(fetchToken)
    source.subscribe(() => {})
    await seconds(0)
    await expect(source.get({ force: true })).rejects.toMatchObject({ retryAfter })
    await seconds(least - 1)
    expect(fetchToken).toHaveBeenCalledTimes(1)
    await seconds(most - least + 1)
    expect(fetchToken).toHaveBeenCalledTimes(2)
  })

  it.each([401, 403])('stops on %i until somebody forces it', async (status) => {
    const onError = vi.fn()
    const fetchToken = fetcher(
      () => failWith({ response: { status } }),
      () => mint(),
    )
    const source = createTokenSource(fetchToken, { onError })
    source.subscribe(() => {})
    await seconds(7200)
    expect(source.state).toBe('refused')
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH_REFUSED', status })
    expect(fetchToken).toHaveBeenCalledTimes(1)
    expect(onError).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
    await source.get({ force: true })
    expect(source.state).toBe('fresh')
    expect(reasons(fetchToken)).toEqual(['first', 'forced'])
  })

  it('looks again when the page is shown, comes back or is online, and takes its listeners off', async () => {
    const [document, scope] = [new EventTarget(), new EventTarget()]
    vi.stubGlobal('document', document)
    vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope))
    vi.stubGlobal('removeEventListener', scope.removeEventListener.bind(scope))
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    const unsubscribe = source.subscribe(() => {})
    await seconds(0)
    let wall = START
    for (const [target, type] of [
      [document, 'visibilitychange'],
      [scope, 'online'],
      [scope, 'pageshow'],
    ] as const) {
      wall += 7200
      vi.setSystemTime(wall * 1000)
      target.dispatchEvent(new Event(type))
      await seconds(0)
    }
    expect(reasons(fetchToken)).toEqual(['first', 'wake', 'wake', 'wake'])
    unsubscribe()
    vi.setSystemTime((wall + 7200) * 1000)
    scope.dispatchEvent(new Event('online'))
    await seconds(0)
    expect(fetchToken).toHaveBeenCalledTimes(4)
  })

  it('fetches at most two minutes sooner after a long sleep, and no sooner once nobody listens', async () => {
    const day = (at: number) => makeToken({ iat: at, exp: at + 86_400 })
    let slept = 0
    const fetchToken = fetcher(() => day(START + slept))
    const source = createTokenSource(fetchToken, { jitter: 0 })
    const unsubscribe = source.subscribe(() => {})
    await seconds(60_000)
    vi.setSystemTime((START + 67_200) * 1000)
    slept = 67_200
    await seconds(86_400 - 67_200 - 60 - 120 - 31)
    expect(reasons(fetchToken)).toEqual(['first'])
    unsubscribe()
    await seconds(150)
    await source.get()
    expect(reasons(fetchToken)).toEqual(['first'])
  })

  it('tries soon after the network is back, but not where the endpoint itself said no', async () => {
    const scope = new EventTarget()
    vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope))
    const fetchToken = fetcher(() => failWith({}))
    const source = createTokenSource(fetchToken)
    source.subscribe(() => {})
    await seconds(600)
    const before = fetchToken.mock.calls.length
    await seconds(10)
    scope.dispatchEvent(new Event('online'))
    await seconds(5)
    expect(fetchToken.mock.calls.length).toBeGreaterThan(before)
    source.stop()
  })

  it('tells onError of failed tries and of what a listener throws, and goes on', async () => {
    const onError = vi.fn(() => {
      throw new Error('and this one throws, too')
    })
    const source = createTokenSource(
      fetcher(() => failWith({}), mint),
      { onError },
    )
    const heard = vi.fn()
    source.subscribe(() => {
      throw new Error('of a listener')
    })
    source.subscribe(heard)
    await seconds(11)
    expect(heard).toHaveBeenCalledTimes(1)
    expect(onError.mock.calls.map(([error]: unknown[]) => (error as Error).message)).toEqual([
      'no token was fetched',
      'of a listener',
    ])
  })

  it('takes what an async listener rejects with as what it throws, and ends no program by its own', async () => {
    const onError = vi.fn((error: Error) => Promise.reject(error))
    const source = createTokenSource(async () => mint(), { onError })
    const heard = vi.fn()
    source.subscribe(() => Promise.reject(new Error('of a listener')))
    source.subscribe(heard)
    // A rejection that nobody takes ends the test run, as it would a program of Node's.
    await seconds(1)
    expect(heard).toHaveBeenCalledTimes(1)
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ message: 'of a listener' })]])
    source.stop()
  })

  const trap = () => {
    throw new Error('read')
  }
  const { proxy: revoked, revoke } = Proxy.revocable({}, {})
  revoke()
  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['a symbol', () => Symbol('x')],
    ['no prototype', () => Object.create(null)],
    ['a message that is no text', () => ({ message: Object.create(null) })],
    ['a symbol for a message', () => ({ message: Symbol('x') })],
    ['a symbol for a status', () => Object.assign(new Error('x'), { status: Symbol('x') })],
    ['a symbol for Retry-After', () => Object.assign(new Error('x'), { retryAfter: Symbol('x') })],
    ['a stack that throws when it is read', () => Object.defineProperty({}, 'stack', { get: trap })],
    ['members that throw when they are read', () => new Proxy({}, { get: trap, getPrototypeOf: trap })],
    ['a revoked proxy', () => revoked],
  ])('tries again whatever a fetch throws: %s', async (_, thrown) => {
    const onError = vi.fn()
    const heard = vi.fn()
    const source = createTokenSource(
      fetcher(() => Promise.reject(thrown()), mint),
      { onError },
    )
    source.subscribe(heard)
    await seconds(1)
    expect(source.state).toBe('failing')
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'ERR_TOKEN_FETCH' })]])
    await seconds(20)
    expect(heard).toHaveBeenCalledTimes(1)
    source.stop()
  })
})

/** Timers that wake on the full minute alone, as in a page that is hidden for long. */
function throttleTimers(): void {
  const set = globalThis.setTimeout
  const toTheMinute = (delay: number) => Math.ceil((Date.now() + delay) / 60_000) * 60_000 - Date.now()
  vi.stubGlobal('setTimeout', (call: () => void, delay = 0) => set(call, toTheMinute(delay)))
}

describe('with timers that wake once a minute', () => {
  /** Seconds without a living token in ten lives, the endpoint needing `slow` seconds for an answer. */
  async function gapsOf(life: number, slow: number, begin: number, hide: () => void): Promise<number> {
    vi.setSystemTime((START + begin) * 1000)
    const set = globalThis.setTimeout
    let asked = 0
    const fetchToken = async () => {
      await new Promise((resolve) => set(resolve, slow * 1000))
      // Each second try fails.
      return ++asked % 2 === 0 ? failWith({ status: 500 }) : mint(life)
    }
    const source = createTokenSource(fetchToken)
    source.subscribe(() => {})
    await seconds(slow)
    let gaps = 0
    for (let at = 0; at < 10 * life; at++) {
      if (at === Math.floor(life / 3)) hide()
      await seconds(1)
      if (source.expiresAt === undefined) gaps++
    }
    source.stop()
    expect(asked).toBeLessThanOrEqual(42)
    vi.unstubAllGlobals()
    return gaps
  }

  it.each([600, 3600])('a life of %i s is never over, whenever in the minute it began', async (life) => {
    for (let begin = 0; begin < 60; begin += 7)
      expect(await gapsOf(life, 9, begin, throttleTimers), `begun at ${begin} s`).toBe(0)
  })

  it('a life is never over where they begin to in the very minute of a fetch, in a page hidden before', async () => {
    for (let before = 30; before < 240; before += 15) {
      const document = Object.assign(new EventTarget(), { hidden: true })
      vi.stubGlobal('document', document)
      const set = globalThis.setTimeout
      const source = createTokenSource(async () => {
        await new Promise((resolve) => set(resolve, 9000))
        return mint(600)
      })
      source.subscribe(() => {})
      await seconds(9 + 600 - before)
      throttleTimers()
      for (let at = 0; at < before + 60; at++) {
        await seconds(1)
        expect(source.expiresAt, `throttled ${before} s before the end`).toBeDefined()
      }
      source.stop()
      vi.unstubAllGlobals()
      await seconds(60)
    }
  })
})

describe('a new token', () => {
  it('must be for the same identity', async () => {
    const source = createTokenSource(
      fetcher(
        () => mint(),
        () => mint(3600, { identity: 'mallory' }),
      ),
    )
    const first = await source.get()
    await expect(source.get({ force: true })).rejects.toMatchObject({ code: 'ERR_IDENTITY_CHANGED' })
    expect(await source.get()).toBe(first)
  })

  it('must not be older than the one before', async () => {
    const old = mint(3600, { skew: -10 })
    const source = createTokenSource(
      fetcher(
        () => mint(),
        () => old,
      ),
    )
    const first = await source.get()
    await expect(source.get({ force: true })).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH' })
    expect(await source.get()).toBe(first)
  })

  it('that is the same again does not begin a new life', async () => {
    const same = mint()
    const fetchToken = fetcher(() => same)
    const heard = vi.fn()
    const source = createTokenSource(fetchToken)
    source.subscribe(heard)
    await seconds(1800)
    expect(await source.get({ force: true })).toBe(same)
    await seconds(1799)
    expect(await source.get()).toBe(same)
    expect(source.state).toBe('failing')
    expect(heard).toHaveBeenCalledTimes(1)
    await seconds(2)
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH' })
  })
})

describe('reject', () => {
  it('replaces a token that is over, once for all who say so', async () => {
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    const first = await source.get()
    const [one, other] = await Promise.all([source.reject(first, { code: 20104 }), source.reject(first)])
    expect(one).not.toBe(first)
    expect(other).toBe(one)
    expect(await source.reject(first)).toBe(one)
    expect(reasons(fetchToken)).toEqual(['first', 'rejected'])
  })

  it('does not storm when every token is over', async () => {
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    source.subscribe((token) => void source.reject(token, { code: 20104 }).catch(() => {}))
    await seconds(600)
    expect(fetchToken.mock.calls.length).toBeLessThan(20)
    source.stop()
  })

  it.each([20101, 20103, 20107, 20151, 31204])('replaces a token that is wrong (%i) once', async (code) => {
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    source.subscribe((token) => void source.reject(token, { code }).catch(() => {}))
    await seconds(7200)
    expect(fetchToken).toHaveBeenCalledTimes(2)
    expect(source.state).toBe('refused')
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH_REFUSED' })
  })

  it('allows one wrong token again after one that came of age', async () => {
    const source = createTokenSource(async () => mint())
    await source.reject(await source.get(), { errorCode: 20101 })
    await seconds(3590)
    await source.reject(await source.get(), { errorCode: 20101 })
    expect(source.state).toBe('fresh')
  })

  it('takes no token again that was refused', async () => {
    const same = mint()
    const source = createTokenSource(async () => same)
    await source.get()
    await expect(source.reject(same)).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH' })
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_TOKEN_FETCH' })
    expect(source.expiresAt).toBeUndefined()
  })
})

describe('force', () => {
  it('is no way to make a storm', async () => {
    const fetchToken = fetcher(() => mint())
    const source = createTokenSource(fetchToken)
    const loop = (async () => {
      for (let count = 0; count < 1000; count++) await source.get({ force: true })
    })().catch(() => {})
    await seconds(60)
    source.stop()
    await loop
    expect(fetchToken.mock.calls.length).toBeLessThan(10)
  })
})

describe('stop', () => {
  it('ends the fetch, the waiting, the timers and the listeners', async () => {
    let signal: AbortSignal | undefined
    const heard = vi.fn()
    const source = createTokenSource((context) => {
      signal = context.signal
      return never()
    })
    source.subscribe(heard)
    const waiting = expect(source.get()).rejects.toMatchObject({ code: 'ERR_STOPPED' })
    source.stop()
    expect(vi.getTimerCount()).toBe(0)
    expect(signal?.aborted).toBe(true)
    await waiting
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_STOPPED' })
    await expect(source.get({ force: true })).rejects.toMatchObject({ code: 'ERR_STOPPED' })
    await expect(source.reject('x')).rejects.toMatchObject({ code: 'ERR_STOPPED' })
    source.subscribe(heard)()
    expect(source.state).toBe('stopped')
    expect(source.expiresAt).toBeUndefined()
    source.stop()
    await seconds(100)
    expect(heard).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('by a listener: nobody gets a token after it', async () => {
    const heard = vi.fn()
    const source = createTokenSource(async () => mint())
    source.subscribe(() => source.stop())
    source.subscribe(heard)
    await expect(source.get()).rejects.toMatchObject({ code: 'ERR_STOPPED' })
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('what is shown', () => {
  it('is never a token', async () => {
    const token = mint()
    const shown: string[] = []
    const show = (value: unknown) => shown.push(inspect(value, { depth: 9, showHidden: true }), String(value))
    const source = createTokenSource(
      fetcher(
        () => token,
        () => Promise.reject(new Error(`bad ${token}`)),
      ),
      {
        onError: show,
      },
    )
    await source.get()
    show(source)
    shown.push(JSON.stringify(source))
    await source.get({ force: true }).catch(show)
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.join()).not.toContain(token.slice(40, 60))
  })

  it('names the error and its cause', async () => {
    const cause = new Error('socket closed')
    const error = await createTokenSource(() => Promise.reject(cause))
      .get()
      .catch((caught) => caught)
    expect(error).toBeInstanceOf(TokenSourceError)
    expect(error).toMatchObject({ name: 'TokenSourceError', code: 'ERR_TOKEN_FETCH', cause })
    expect(Object.keys(error)).toEqual(['code'])
  })
})

describe('options', () => {
  class Inherited {
    get margn() {
      return 5
    }
  }
  it.each([
    [{ margn: 5 }, /margn.*margin/],
    [{ minIntervall: undefined }, /minInterval\?/],
    [new Inherited(), /margin/],
    [Object.create({ retries: 5 }), /retries/],
    [{ constructor: 1 }, /constructor/],
    [JSON.parse('{"__proto__":1}'), /__proto__/],
    [{ margin: -1 }, /margin/],
    [{ timeout: Number.NaN }, /timeout/],
    [{ timeout: 0 }, /timeout must be 0\.1 to/],
    [{ maxBackoff: '60' }, /maxBackoff/],
    [{ jitter: 2 }, /jitter/],
    [{ minInterval: null }, /minInterval/],
    [{ now: 5 }, /now/],
    [{ now: Date.now }, /seconds/],
    [{ onError: 'x' }, /onError/],
    [null, /options/],
    ['x', /options/],
    [[], /length/],
  ])('%o are refused', (options, message) => {
    const make = () => createTokenSource(async () => '', options as never)
    expect(make).toThrow(TokenSourceError)
    expect(make).toThrow(message)
  })

  it('of a plain object, of none and of another realm are taken', () => {
    for (const options of [{}, Object.create(null), { margin: undefined }, structuredClone({ margin: 5 })]) {
      expect(() => createTokenSource(async () => '', options)).not.toThrow()
    }
  })

  it('and arguments of methods are checked as well', async () => {
    const source = createTokenSource(async () => mint())
    await expect(source.get({ forced: true } as never)).rejects.toThrow(/forced.*force\?/)
    expect(() => source.subscribe(5 as never)).toThrow(/listener/)
    expect(() => createTokenSource('x' as never)).toThrow(/fetchToken/)
  })
})

it('1,000 sources, started and stopped, leave nothing', async () => {
  const scope = new EventTarget()
  const listening = new Set<unknown>()
  vi.stubGlobal('addEventListener', (_: string, listener: unknown) => listening.add(listener))
  vi.stubGlobal('removeEventListener', (_: string, listener: unknown) => listening.delete(listener))
  vi.stubGlobal('document', scope)
  for (let count = 0; count < 1000; count++) {
    const source = createTokenSource(async () => mint())
    source.subscribe(() => {})
    if (count % 2) await source.get()
    source.stop()
  }
  await seconds(1)
  expect(vi.getTimerCount()).toBe(0)
  expect(listening.size).toBe(0)
})
