import { type OptionTable, optional, readOptions, refuse } from '@x/jwt-core/token'
import { checkSeconds } from '../options.ts'
import type { Clock } from './clock.ts'

/** How a sleeper may be woken early. */
export interface SleepOptions {
  readonly signal?: AbortSignal | undefined
}

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  /**
   * Moves the time forward. Whatever falls due on the way is called at its own time, and what it starts in turn is
   * waited for. Await it: only then is the time reached.
   */
  advance(seconds: number): Promise<void>
  /**
   * Sets the time forward or back with nothing falling due: a machine that slept, or a clock that was set. What
   * waits goes on to wait for as long as before.
   */
  jump(seconds: number): void
  /** Resolves when the time has moved on by `seconds`; rejects with the signal's reason when that aborts first. */
  sleep(seconds: number, options?: SleepOptions): Promise<void>
  /** How many calls and sleepers wait. */
  readonly waiting: number
}

const SLEEP: OptionTable<SleepOptions> = {
  signal: optional((option, value) =>
    typeof (value as AbortSignal | null)?.addEventListener === 'function'
      ? (value as AbortSignal)
      : refuse(option, 'an AbortSignal', value),
  ),
}

interface Waiting {
  due: number
  readonly call: () => void
}

/** Long enough for promises, and for messages over loopback that were sent because of them, to be dealt with. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

/**
 * Makes a clock for tests, which starts at `startSeconds` (since the epoch).
 *
 * @example
 * ```ts
 * const clock = createTestClock()
 * const fake = await createFakeTwilio({ clock })
 * await clock.advance(3600)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function createTestClock(startSeconds = 1_750_000_000): TestClock {
  let now = checkSeconds('startSeconds', startSeconds)
  let target = now
  let running = false
  let reached: Promise<void> = Promise.resolve()
  const waiting = new Set<Waiting>()

  function next(): Waiting | undefined {
    let first: Waiting | undefined
    for (const each of waiting) if (each.due <= target && (!first || each.due < first.due)) first = each
    return first
  }

  async function run(): Promise<void> {
    running = true
    for (let due = next(); due; due = next()) {
      waiting.delete(due)
      now = Math.max(now, due.due)
      due.call()
      await settle()
    }
    now = target
    running = false
  }

  function after(seconds: number, call: () => void): () => void {
    const entry = { due: now + Math.max(0, seconds), call }
    waiting.add(entry)
    return () => void waiting.delete(entry)
  }

  return {
    now: () => now,
    after,
    advance(seconds) {
      target += checkSeconds('seconds', seconds, 0)
      if (!running) reached = run()
      return reached
    },
    jump(seconds) {
      checkSeconds('seconds', seconds)
      now += seconds
      target += seconds
      for (const each of waiting) each.due += seconds
    },
    async sleep(seconds, options = {}) {
      const { signal } = readOptions<SleepOptions>('options', options, SLEEP)
      checkSeconds('seconds', seconds, 0)
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const give = after(seconds, () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        })
        const abort = () => {
          give()
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
    get waiting() {
      return waiting.size
    },
  }
}
