import { describe, JwtOptionError, type OptionTable, optional, readOptions } from '@x/jwt-core/token'
import type { Limiter } from './limiter.ts'

export interface MemoryLimiterOptions {
  /** How many tokens one key gets within `per`. */
  readonly limit: number
  /** Length of the window in seconds, from the first token of a key. */
  readonly per: number
  /** How many keys are remembered at most; beyond it the oldest window is forgotten. Default 100000. */
  readonly maxKeys?: number | undefined
}

interface Window {
  count: number
  /** When the window is over, in ms since the epoch. */
  readonly end: number
}

function checkCount(option: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  const got = typeof value === 'number' ? value : describe(value)
  throw new JwtOptionError(option, `must be a positive whole number, got ${got}`)
}

const OPTIONS: OptionTable<MemoryLimiterOptions> = {
  limit: checkCount,
  per: checkCount,
  maxKeys: optional(checkCount),
}

/**
 * Limits tokens within this process. Several processes each count for themselves: use
 * `@x/token-endpoint/rate-limiter-flexible` there.
 *
 * @example
 * ```ts
 * memoryLimiter({ limit: 10, per: 60 })
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function memoryLimiter(options: MemoryLimiterOptions): Limiter {
  const read = readOptions<MemoryLimiterOptions>('options', options, OPTIONS)
  const limit = checkCount('limit', read.limit)
  const length = checkCount('per', read.per) * 1000
  const { maxKeys = 100_000 } = read
  // All windows are of one length, so the order in which they began is the order in which they end.
  const windows = new Map<string, Window>()

  function forget(now: number): void {
    for (const [key, { end }] of windows) {
      if (windows.size < maxKeys && isRunning(end, now)) return
      windows.delete(key)
    }
  }

  /** A clock that was set back must not make a window longer. */
  function isRunning(end: number, now: number): boolean {
    return now < end && end - now <= length
  }

  return {
    async consume(key) {
      const now = Date.now()
      const window = windows.get(key)
      if (window === undefined || !isRunning(window.end, now)) {
        windows.delete(key)
        forget(now)
        windows.set(key, { count: 1, end: now + length })
        return { ok: true }
      }
      if (window.count < limit) {
        window.count++
        return { ok: true }
      }
      return { ok: false, retryAfter: Math.ceil((window.end - now) / 1000) }
    },
  }
}
