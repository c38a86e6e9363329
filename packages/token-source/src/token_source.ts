import { createBackoff } from './backoff.ts'
import { createClock } from './clock.ts'
import { TokenSourceError } from './errors.ts'
import { toFailure } from './fetch_failure.ts'
import { AT_ONCE, LATE, LONGEST_HOLD, TICK } from './limits.ts'
import { checkType, readOptions } from './options.ts'
import { scope } from './scope.ts'
import { reasonOf, type Signal, waitFor } from './signal.ts'
import { machineTime, readSourceOptions, type TokenSourceOptions } from './source_options.ts'
import { type ReadToken, readToken } from './token.ts'
import { onWake } from './wake.ts'

/** Why a token is fetched; a retry keeps the reason of the try that failed. */
export type FetchReason = 'first' | 'due' | 'wake' | 'rejected' | 'forced'

/** What a {@link FetchToken} is told. */
export interface FetchTokenContext {
  /** Aborted when the fetch takes too long or the source is stopped. */
  readonly signal: Signal
  readonly reason: FetchReason
}

/**
 * Asks your server for a token. An error it throws may have a `status` (401 and 403 end the tries) and a
 * `retryAfter` in seconds.
 */
export type FetchToken = (context: FetchTokenContext) => Promise<string | { readonly token: string }>

/** Options of {@link TokenSource.get}. */
export interface GetOptions {
  /** Fetch a new token although the present one still lives; also takes up fetching again after a refusal. */
  readonly force?: boolean | undefined
  /** Ends this caller's waiting, not the fetch. */
  readonly signal?: Signal | undefined
}

export type TokenSourceState = 'idle' | 'fresh' | 'refreshing' | 'failing' | 'refused' | 'stopped'

/** Keeps a client supplied with a living token. */
export interface TokenSource {
  /**
   * A token that still lives: the one at hand, or a new one when that is within the margin of its end. All callers
   * share one fetch. While a backoff runs and no token lives, it rejects at once.
   *
   * @throws TokenSourceError `ERR_TOKEN_FETCH`, `ERR_TOKEN_FETCH_REFUSED`, `ERR_TOKEN_FETCH_TIMEOUT`,
   * `ERR_TOKEN_UNREADABLE`, `ERR_IDENTITY_CHANGED`, `ERR_STOPPED`, `ERR_OPTION_INVALID`
   */
  get(options?: GetOptions): Promise<string>
  /** Tells of each new token. The schedule runs, and fetches, while anybody listens. Returns how to end it. */
  subscribe(listener: (token: string) => void): () => void
  /**
   * Says that a server refused this token, and gives the next one. `error` is what the server or SDK said: its `code`
   * tells whether a new token may help.
   *
   * @throws TokenSourceError as {@link TokenSource.get}; `ERR_TOKEN_FETCH_REFUSED` when two tokens in a row were
   * refused for more than their age.
   */
  reject(token: string, error?: unknown): Promise<string>
  /** Ends everything: the fetch, the timer, all listeners. For good. */
  stop(): void
  readonly state: TokenSourceState
  /** When the token at hand ends, by this device's clock, in seconds since 1970. */
  readonly expiresAt: number | undefined
}

/** Calls at once, and has what is thrown or rejected as one. */
const tell = async <T>(listener: (told: T) => unknown, told: T) => listener(told)

/** Twilio's and the Voice SDK's codes of a token whose time is not now: the next one may do. */
const MATTERS_OF_TIME = [undefined, 20104, 20105, 31205]

interface Held extends ReadToken {
  /** When it ends, on the source's clock; 0 where a server refused it. */
  ends: number
  /** How long before that the next one is fetched, where timers keep their time. */
  readonly lead: number
}

type Timer = ReturnType<typeof setTimeout> | undefined

/**
 * Makes a source of tokens: it fetches one when it is asked for or due, keeps it while it lives, and tries again as
 * gently as an endpoint in trouble needs.
 *
 * @example
 * ```ts
 * const source = createTokenSource(fetchFrom('/token'))
 * const device = new Device(await source.get())
 * bindVoice(device, source)
 * ```
 * @throws TokenSourceError `ERR_OPTION_INVALID`
 */
export function createTokenSource(fetchToken: FetchToken, options: TokenSourceOptions = {}): TokenSource {
  checkType('fetchToken', fetchToken, checkType)
  const { margin, minInterval, timeout, maxBackoff, jitter, now, onError } = readSourceOptions(options)
  const clock = createClock(now, now === machineTime)

  const listeners = new Set<readonly [(token: string) => void]>()
  let held: Held | undefined
  /** Whether the last token, too, was refused for more than its age. */
  let invalidBefore = false
  /** How many tokens in a row were fetched because of a force or a refusal. */
  let rushed = 0

  let flight: Promise<string> | undefined
  let flightTimer: Timer
  let endFlight: ((error: Error) => void) | undefined
  let startedAt = 0
  let reason: FetchReason = 'first'

  let failure: TokenSourceError | undefined
  let backoff: ReturnType<typeof createBackoff> | undefined
  let retryAt = 0

  let stopped = false
  let timer: Timer
  /** By how much, up to LATE, the schedule's last timer was late, or may be said to be after an event that wakes a page. */
  let late = 0
  let unwake: (() => void) | undefined

  const living = () => (held && clock() < held.ends ? held : undefined)

  /** Never before half of its life; early enough for two more tries where timers are late, as those of a hidden page. */
  const dueOf = ({ ends, lead, life }: Held) =>
    ends - Math.min(lead + 4 * (scope.document?.hidden ? LATE : late), life / 2)

  const isRefused = () => failure?.code === 'ERR_TOKEN_FETCH_REFUSED'

  /** The least time between two tries: short enough for several before a short life ends. */
  const step = () => Math.min(minInterval || 0.25, (held?.life ?? 1e6) / 24)

  const around = (time: number) => time * (1 + jitter * Math.random())

  const stopError = () => new TokenSourceError('ERR_STOPPED', 'the source stopped')

  const assertRunning = (): void => {
    if (stopped) throw stopError()
  }

  // Who is told of an error must not make another.
  const report = (error: unknown) => tell(onError, error as Error).catch(() => {})

  function accept(answer: unknown): string {
    assertRunning()
    const read = readToken(typeof answer === 'string' ? answer : Object(answer).token, now())
    const { token, life, made, by } = read
    const isSame = token === held?.token
    if (held && read.identity !== held.identity) {
      throw new TokenSourceError('ERR_IDENTITY_CHANGED', 'a token of another identity was fetched')
    }
    // From a cache, or from a server that was asked before.
    const isOld = held && by === held.by && made < held.made
    if (isOld || (isSame && !(reason === 'forced' && living()))) {
      throw new TokenSourceError('ERR_TOKEN_FETCH', 'an old token was fetched')
    }
    // The same token does not begin a new life.
    if (!isSame) held = { ...read, ends: clock() + life, lead: around(margin) }
    return token
  }

  function fail(error: TokenSourceError): never {
    failure = error
    const at = clock()
    backoff ??= createBackoff(maxBackoff || 0.25, jitter)
    // From the start of the try, so that a slow failure makes nobody wait longer.
    retryAt = Math.max(
      startedAt + backoff(step(), (living()?.ends ?? at) - at),
      at + around(Math.min(error.retryAfter ?? 0, LONGEST_HOLD)),
    )
    arm()
    report(error)
    throw error
  }

  /** One fetch, `wait` seconds from now. */
  function begin(why: FetchReason, wait = 0): Promise<string> {
    clearTimeout(timer)
    reason = why
    const before = held
    const controller = new AbortController()
    let go!: () => void
    flight = new Promise<unknown>((resolve, reject) => {
      endFlight = (error) => {
        clearTimeout(flightTimer)
        reject(error)
        controller.abort(error)
      }
      go = () => {
        startedAt = clock()
        flightTimer = setTimeout(
          () => endFlight?.(new TokenSourceError('ERR_TOKEN_FETCH_TIMEOUT', 'no token was fetched in time')),
          timeout * 1000,
        )
        tell(fetchToken, { signal: controller.signal as Signal, reason }).then(resolve, reject)
      }
    })
      .then(accept)
      .then(
        (token) => {
          land()
          failure = backoff = undefined
          arm()
          if (held !== before) for (const [listener] of listeners) tell(listener, token).catch(report)
          // A listener may have stopped it: then nobody gets a token any more.
          assertRunning()
          return token
        },
        (error) => {
          land()
          fail(toFailure(error))
        },
      )
    // Each caller has the error from its own promise.
    flight.catch(() => {})
    if (wait > 0) flightTimer = setTimeout(go, wait * 1000)
    else go()
    return flight
  }

  const land = (): void => {
    clearTimeout(flightTimer)
    flight = undefined
    assertRunning()
  }

  /** Sets the one timer of the schedule, or fetches when it is time to. */
  const arm = (): void => {
    clearTimeout(timer)
    if (isRefused() || flight || !listeners.size) return
    const at = clock()
    const token = living()
    const next = Math.min(failure ? retryAt : token ? dueOf(token) : 0, at + TICK)
    if (next <= at) begin(reasonFor())
    else
      timer = setTimeout(
        () => {
          late = Math.min(clock(next) - next, LATE)
          arm()
        },
        Math.ceil((next - at) * 1000),
      )
  }

  const reasonFor = (): FetchReason => {
    if (failure) return reason
    if (!held) return 'first'
    if (!held.ends) return 'rejected'
    // A token that came of age was none of a row that servers refuse.
    invalidBefore = false
    rushed = 0
    // A timer that is late by far has slept.
    return late > 5 ? 'wake' : 'due'
  }

  /** A fetch that does not wait for the schedule, unless there were too many of them in a row. */
  function rush(why: FetchReason): Promise<string> {
    if (flight) return flight
    const at = clock()
    // Not while the endpoint asked to be left alone.
    if (failure?.retryAfter && at < retryAt) throw failure
    const spacing = Math.min(maxBackoff, 12 * step() * 2 ** (rushed - AT_ONCE))
    return begin(why, rushed++ < AT_ONCE ? 0 : startedAt + spacing - at)
  }

  async function get(how: GetOptions = {}): Promise<string> {
    const { force, signal } = readOptions(how, { force: true, signal: {} })
    if (signal?.aborted) throw reasonOf(signal)
    assertRunning()
    if (force) {
      invalidBefore = false
      return waitFor(rush('forced'), signal)
    }
    const token = living()
    if (token && clock() < dueOf(token)) return token.token
    try {
      if (!flight && failure && (isRefused() || clock() < retryAt)) throw failure
      return await waitFor(flight ?? begin(reasonFor()), signal)
    } catch (error) {
      const still = living()
      if (!still || signal?.aborted) throw error
      return still.token
    }
  }

  async function reject(token: string, error?: unknown): Promise<string> {
    if (!held?.ends || token !== held.token) return get()
    held.ends = 0
    if (isRefused()) throw failure
    const { code, errorCode = code } = Object(error)
    if (!MATTERS_OF_TIME.includes(errorCode)) {
      if (invalidBefore) {
        fail(new TokenSourceError('ERR_TOKEN_FETCH_REFUSED', 'two tokens were refused'))
      }
      invalidBefore = true
    }
    return rush('rejected')
  }

  return {
    get,
    reject,
    subscribe(listener) {
      checkType('listener', listener, checkType)
      if (stopped) return () => {}
      // Of its own, so that a function may listen twice.
      const entry = [listener] as const
      listeners.add(entry)
      if (listeners.size === 1) {
        unwake = onWake((online) => {
          // What never reached the endpoint may well reach it now.
          if (online && failure && !failure.status) retryAt = Math.min(retryAt, startedAt + step())
          late = LATE
          arm()
        })
        arm()
      }
      return () => {
        if (!listeners.delete(entry) || listeners.size) return
        late = 0
        clearTimeout(timer)
        unwake?.()
      }
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      unwake?.()
      listeners.clear()
      held = failure = undefined
      endFlight?.(stopError())
    },
    get state() {
      if (stopped) return 'stopped'
      if (flight) return 'refreshing'
      if (isRefused()) return 'refused'
      if (failure) return 'failing'
      return living() ? 'fresh' : 'idle'
    },
    get expiresAt() {
      const token = living()
      return token && Number((now() + token.ends - clock()).toFixed(3))
    },
  }
}
