import { describe } from './check.ts'
import { JwtOptionError } from './errors.ts'

/** When a token is valid. */
export interface LifetimeOptions {
  /** Life in seconds from the moment of signing. Default 3600. */
  readonly ttl?: number | undefined
  /** End of life in seconds since the epoch; wins over `ttl`. */
  readonly validUntil?: number | undefined
  /** Not valid before, in seconds since the epoch. Left out unless given: clocks differ. */
  readonly nbf?: number | undefined
}

/** Options that were checked, with the default filled in. */
export interface Lifetime {
  readonly ttl: number
  readonly validUntil: number | undefined
  readonly nbf: number | undefined
}

/** The longest life Twilio takes, in seconds: 24 hours (error 20157). */
export const MAX_TTL = 86400

/** Later than any sensible time in seconds, earlier than any in milliseconds. */
const MILLISECONDS_FROM = 1e11

/** The clock in whole seconds since the epoch, read anew at each call. */
export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

/** Refuses a time, which may be shown where a number of another kind of option may be a secret. */
function refuseTime(option: string, expected: string, value: unknown): never {
  const got = typeof value === 'number' ? value : describe(value)
  throw new JwtOptionError(option, `must be ${expected}, got ${got}`)
}

/**
 * Checks a time in seconds since the epoch.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when it is no integer, or looks like milliseconds.
 */
export function checkTime(option: string, value: unknown): number | undefined {
  if (value === undefined) return value
  const time = value as number
  return Number.isSafeInteger(time) && time >= 0 && time < MILLISECONDS_FROM
    ? time
    : refuseTime(option, 'whole seconds since the epoch (not milliseconds)', value)
}

/**
 * Checks a life in seconds.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when it is not a positive integer or above `max`.
 */
export function checkTtl(option: string, value: unknown, max: number = Number.MAX_SAFE_INTEGER): number {
  const ttl = value as number
  return Number.isSafeInteger(ttl) && ttl > 0 && ttl <= max
    ? ttl
    : refuseTime(
        option,
        `a positive whole number of seconds${max < Number.MAX_SAFE_INTEGER ? `, at most ${max} (Twilio's limit)` : ''}`,
        value,
      )
}

/**
 * Checks the options that say when a token is valid.
 *
 * @param maxTtl the longest life allowed, in seconds; any when left out
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkLifetime(options: LifetimeOptions, maxTtl?: number, defaultTtl = 3600): Lifetime {
  const { ttl = defaultTtl, validUntil, nbf } = options
  checkTtl('ttl', ttl, maxTtl)
  const end = checkTime('validUntil', validUntil)
  if (end !== undefined && maxTtl !== undefined && end - epochSeconds() > maxTtl)
    refuseTime('validUntil', `at most ${maxTtl} seconds from now, Twilio's limit`, end)
  return { ttl, validUntil, nbf: checkTime('nbf', nbf) }
}

/** The moment a token signed at `now` expires, in seconds since the epoch. */
export function expiry(lifetime: Lifetime, now: number): number {
  return lifetime.validUntil ?? now + lifetime.ttl
}
