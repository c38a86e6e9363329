import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTokenSource, fetchFrom, type ResponseLike, type TokenSource } from '../src/index.ts'
import { makeToken } from './tokens.ts'

const ANSWERS = [
  ...(['token', 'old', 'same', 'mallory', 'over', 'HTML', 'slow', 'never'] as const),
  ...(['cut', 'error', 'refusal', 'busy', 'busy until a date'] as const),
] as const
type Answer = (typeof ANSWERS)[number]

/** A page's events, and who listens to them. */
class Page {
  hidden = false
  readonly listening: Set<(event: { type: string }) => void> = new Set()

  constructor() {
    const listens = {
      addEventListener: (_: string, listener: (event: { type: string }) => void) =>
        this.listening.add(listener),
      removeEventListener: (_: string, listener: (event: { type: string }) => void) =>
        this.listening.delete(listener),
    }
    const page = this
    vi.stubGlobal('document', {
      ...listens,
      get hidden() {
        return page.hidden
      },
    })
    for (const [name, method] of Object.entries(listens)) vi.stubGlobal(name, method)
  }

  tell(type: string): void {
    for (const listener of [...this.listening]) listener({ type })
  }
}

/** An endpoint and all that must hold of what is seen of a source, whatever happens to it. */
class Watch {
  answer: Answer = 'token'
  offline = false
  stopped = false
  /** Whether a server finds every token over at once. */
  refusing = false
  /** Events after each of which the source may ask once more. */
  stirs = 0
  /** Until when the endpoint asked to be left alone, on the steady clock. */
  private quietUntil = Number.NEGATIVE_INFINITY
  readonly page: Page = new Page()
  readonly starts: number[] = []
  readonly broken: string[] = []
  readonly life: number
  readonly source: TokenSource
  private running = 0
  private ownTimers = 0
  private serial = 0
  private made: string[] = []
  private newest = 0
  private readonly unsubscribes: (() => void)[] = []

  constructor(life: number) {
    this.life = life
    this.source = createTokenSource(
      fetchFrom('/token', {
        fetch: (_: string, { signal }: { signal: AbortSignal }) => this.fetch(signal),
      }),
    )
  }

  private async fetch(signal: AbortSignal): Promise<ResponseLike> {
    const now = performance.now() / 1000
    this.hold('no fetch after stop', !this.stopped)
    this.hold('one flight', this.running === 0)
    this.hold('no fetch while the endpoint asked to be left alone', now >= this.quietUntil)
    this.running++
    this.starts.push(now)
    signal.addEventListener('abort', () => {
      this.running = 0
    })
    try {
      return await this.reply()
    } finally {
      if (!signal.aborted) this.running = 0
    }
  }

  private async reply(): Promise<ResponseLike> {
    const { made, answer } = this
    if (this.offline || answer === 'cut') throw new TypeError('fetch failed')
    if (answer === 'never') return new Promise(() => {})
    if (answer === 'error') return respond(500)
    if (answer === 'refusal') return respond(401)
    if (answer === 'HTML') return respond(200, '<html>')
    if (answer === 'busy' || answer === 'busy until a date') {
      this.quietUntil = performance.now() / 1000 + 20
      const date = new Date(Date.now() + 20_000).toUTCString()
      // A date has no parts of a second.
      if (answer !== 'busy') this.quietUntil -= 1
      return respond(429, '', answer === 'busy' ? '20' : date)
    }
    if (answer === 'old' && made.length > 1) return respond(200, made[made.length - 2])
    if (answer === 'same' && made.length > 0) return respond(200, made[made.length - 1])
    if (answer === 'slow') {
      this.ownTimers++
      await new Promise((resolve) => setTimeout(resolve, 4000))
      this.ownTimers--
    }
    // The server's clock: no two tokens at the same time.
    const iat = 1_800_000_000 + ++this.serial
    const claims = { iat, exp: answer === 'over' ? iat : iat + this.life, serial: this.serial }
    const token = makeToken({
      ...claims,
      identity: answer === 'mallory' && made.length > 0 ? 'mallory' : 'alice',
    })
    if (answer !== 'mallory' && answer !== 'over') made.push(token)
    else if (answer === 'mallory' && made.length === 0) made.push(token)
    return respond(200, token)
  }

  /** Kept until the end, since a source lives with whatever a fetch function or a listener throws. */
  private hold(law: string, holds: boolean): void {
    if (!holds) this.broken.push(law)
  }

  private see(token: string): void {
    this.hold('no token after stop', !this.stopped)
    const serial = this.made.indexOf(token)
    this.hold('never a token of another identity, or one that is over', serial >= 0)
    this.hold('never an older token after a newer one', serial >= this.newest)
    this.newest = serial
  }

  listen(): void {
    this.unsubscribes.push(
      this.source.subscribe((token) => {
        this.see(token)
        if (this.refusing) this.reject(20104)
      }),
    )
  }

  leave(): void {
    this.unsubscribes.pop()?.()
  }

  get(force: boolean): void {
    const { stopped } = this
    this.source.get({ force }).then(
      (token) => (stopped ? this.hold('no token when stopped', false) : this.see(token)),
      () => {},
    )
  }

  /** Several callers, one of whom leaves: that ends nobody else's waiting. */
  getAndLeave(force: boolean): void {
    const leaver = new AbortController()
    const reason = new Error('left')
    let isBack = false
    this.get(force)
    this.source.get({ force, signal: leaver.signal }).then(
      (token) => {
        isBack = true
        this.see(token)
      },
      (error) => {
        isBack = true
        this.hold('who leaves is told so', leaver.signal.aborted || error !== reason)
      },
    )
    this.get(force)
    const { running } = this
    leaver.abort(reason)
    this.hold('who leaves ends no fetch', this.running === running)
    void vi.advanceTimersByTimeAsync(0).then(() => this.hold('who leaves waits no more', isBack))
  }

  reject(code: number): void {
    const token = this.made[this.made.length - 1]
    if (token !== undefined) this.source.reject(token, { code }).catch(() => {})
  }

  happen(type: 'online' | 'visibilitychange' | 'pageshow'): void {
    this.stirs++
    this.page.tell(type)
  }

  jump(by: number): void {
    this.stirs++
    vi.setSystemTime(Date.now() + by * 1000)
    // To a device that slept the wait is over.
    if (by > 0) this.quietUntil = Number.NEGATIVE_INFINITY
  }

  stop(): void {
    this.stopped = true
    this.source.stop()
    expect(vi.getTimerCount(), 'no timer after stop').toBe(this.ownTimers)
    expect(this.page.listening.size, 'no listener after stop').toBe(0)
  }

  /** In no stretch of a minute are there more fetches than its life and a few that were forced ask for. */
  checkNoStorm(): void {
    const most = 2 * (60 / this.life) + 24 + 2 * this.stirs
    for (const start of this.starts) {
      const within = this.starts.filter((time) => time >= start && time < start + 60)
      expect(within.length, 'no storm').toBeLessThanOrEqual(most)
    }
  }
}

function respond(status: number, text = '', retryAfter?: string): ResponseLike {
  const headers: Record<string, string | undefined> = { 'retry-after': retryAfter }
  return { status, headers: { get: (name) => headers[name] ?? null }, text: async () => text }
}

/** Lets timers wake at multiples of so many seconds alone; 0 lets them go as they are. */
let coarse = 0

function coarsenTimers(): void {
  const set = globalThis.setTimeout
  const up = (time: number) => (coarse === 0 ? time : Math.ceil(time / (coarse * 1000)) * coarse * 1000)
  const wait = (delay: number) => up(performance.now() + delay) - performance.now()
  vi.stubGlobal('setTimeout', (call: () => void, delay = 0) => set(call, wait(delay)))
}

class Step implements fc.AsyncCommand<object, Watch> {
  private readonly name: string
  private readonly act: (watch: Watch) => unknown
  constructor(name: string, act: (watch: Watch) => unknown) {
    this.name = name
    this.act = act
  }
  check(): boolean {
    return true
  }
  async run(_: object, watch: Watch): Promise<void> {
    await this.act(watch)
    await vi.advanceTimersByTimeAsync(0)
  }
  toString(): string {
    return this.name
  }
}

const always = (name: string, act: (watch: Watch) => unknown) => fc.constant(new Step(name, act))
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

const steps = [
  fc.integer({ min: 1, max: 400 }).map((time) => new Step(`pass ${time} s`, () => pass(time))),
  fc.constantFrom(...ANSWERS).map(
    (answer) =>
      new Step(`answer with ${answer}`, (watch) => {
        watch.answer = answer
      }),
  ),
  fc.integer({ min: -7200, max: 7200 }).map((by) => {
    return new Step(`clock jumps by ${by} s`, (watch) => watch.jump(by))
  }),
  fc.boolean().map((offline) => {
    return new Step(offline ? 'offline' : 'online', (watch) => {
      watch.offline = offline
      if (!offline) watch.happen('online')
    })
  }),
  fc.boolean().map((hidden) => {
    return new Step(hidden ? 'hidden' : 'shown', (watch) => {
      watch.page.hidden = hidden
      watch.happen('visibilitychange')
    })
  }),
  always('pageshow', (watch) => watch.happen('pageshow')),
  fc.constantFrom(0, 1, 60).map((step) => {
    return new Step(`timers wake every ${step} s`, () => {
      coarse = step
    })
  }),
  fc.boolean().map((force) => {
    return new Step(`one of three leaves${force ? ', forced' : ''}`, (watch) => watch.getAndLeave(force))
  }),
  always('answer with token', (watch) => {
    watch.answer = 'token'
  }),
  always('answer with old', (watch) => {
    watch.answer = 'old'
  }),
  fc.boolean().map((refuse) => {
    return new Step(`refuse ${refuse ? 'all' : 'none'}`, (watch) => {
      watch.refusing = refuse
    })
  }),
  always('listen', (watch) => watch.listen()),
  always('leave', (watch) => watch.leave()),
  always('get', (watch) => watch.get(false)),
  always('force', (watch) => watch.get(true)),
  fc.constantFrom(20104, 20101).map((code) => new Step(`reject with ${code}`, (watch) => watch.reject(code))),
]

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const stop = always('stop', (watch) => watch.stop())
const stopInFlight = fc.constantFrom('slow', 'never', 'token').map((answer) => {
  return new Step(`stop while asked for (${answer})`, (watch) => {
    watch.answer = answer as Answer
    watch.get(true)
    watch.stop()
  })
})

it('one flight, no storm, no token after stop, never an older token after a newer one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 7, 60, 600),
      fc.commands([...steps, ...steps, ...steps, stop, stopInFlight], { maxCommands: 80, size: 'max' }),
      async (life, commands) => {
        vi.unstubAllGlobals()
        vi.clearAllTimers()
        vi.setSystemTime(1_700_000_000_000)
        coarse = 0
        coarsenTimers()
        const watch = new Watch(life)
        await fc.asyncModelRun(() => ({ model: {}, real: watch }), commands)
        watch.checkNoStorm()
        watch.answer = 'token'
        watch.stop()
        await vi.advanceTimersByTimeAsync(100_000)
        expect(watch.broken).toEqual([])
      },
    ),
    { numRuns: 120 },
  )
})
