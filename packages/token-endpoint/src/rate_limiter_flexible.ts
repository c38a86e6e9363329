import { JwtOptionError } from '@x/jwt-core/token'
import type { Limiter, LimiterResult } from './limiter.ts'

export type { Limiter, LimiterResult }

/** What is used of a limiter of the package `rate-limiter-flexible`, whichever its store. */
export interface FlexibleLimiter {
  consume(key: string, points?: number): Promise<unknown>
}

/**
 * Takes a limiter of `rate-limiter-flexible` (Redis, Valkey, Redis Cluster and the rest), so that several processes
 * share one limit. What the store says when it cannot be reached is for `onLimiterError` of the endpoint.
 *
 * @example
 * ```ts
 * const limiter = fromRateLimiter(new RateLimiterRedis({ storeClient, points: 10, duration: 60 }))
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function fromRateLimiter(limiter: FlexibleLimiter): Limiter {
  if (typeof limiter?.consume !== 'function')
    throw new JwtOptionError('limiter', 'must be a limiter of rate-limiter-flexible')
  return {
    async consume(key): Promise<LimiterResult> {
      try {
        await limiter.consume(key, 1)
        return { ok: true }
      } catch (refusal) {
        // A limit that is reached is told by a rejection that is no error; the rest is the store's trouble.
        const waits = refusal instanceof Error ? [] : waitsOf(refusal)
        if (waits.length === 0) throw refusal
        return { ok: false, retryAfter: Math.ceil(Math.max(...waits) / 1000) }
      }
    },
  }
}

/** How long to wait, in ms, by each limiter that refused: of a union each has its own, by name. */
function waitsOf(refusal: unknown): number[] {
  const one = refusal as { msBeforeNext?: unknown } | null | undefined
  if (typeof one !== 'object' || one === null) return []
  const each: unknown[] = 'msBeforeNext' in one ? [one] : Object.values(one)
  const waits = each.map((result) => (result as typeof one)?.msBeforeNext)
  return waits.every((wait) => typeof wait === 'number') ? waits : []
}
