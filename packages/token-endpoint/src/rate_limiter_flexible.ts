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
        const wait = (refusal as { msBeforeNext?: unknown } | null | undefined)?.msBeforeNext
        if (refusal instanceof Error || typeof wait !== 'number') throw refusal
        return { ok: false, retryAfter: Math.ceil(wait / 1000) }
      }
    },
  }
}
