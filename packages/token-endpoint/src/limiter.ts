/** Counts permits under a key, on one machine or on many. */
export interface Limiter {
  /** Counts one permit; `retryAfter` is in seconds. Rejects where the store behind it cannot be reached. */
  consume(key: string): Promise<LimiterResult>
}

export interface LimiterResult {
  /** Whether the permit is within the limit. */
  readonly ok: boolean
  /** Seconds until one more would be. */
  readonly retryAfter?: number | undefined
}
