import { JwtOptionError } from '../errors.ts'
import { checkFlag, describe, type OptionTable, optional } from '../options.ts'
import { MILLISECONDS_FROM } from '../token/limits.ts'

/** When a token is valid. */
export interface LifetimeOptions {
  /** Life in seconds from the moment of signing. Default 3600. */
  readonly ttl?: number | undefined
  /** End of life in seconds since the epoch; wins over `ttl`. */
  readonly validUntil?: number | undefined
  /** Not valid before, in seconds since the epoch. Left out unless given: clocks differ. */
  readonly nbf?: number | undefined
  /** Mints a token that can never live, for tests of what refuses it. Default false. */
  readonly allowExpired?: boolean | undefined
}

/** Options that were checked, with the default filled in. */
export interface Lifetime {
  readonly ttl: number
  readonly validUntil: number | undefined
  readonly nbf: number | undefined
  readonly allowExpired: boolean
}

/** The options of {@link LifetimeOptions}, for the table of a token that takes them. */
export const LIFETIME_OPTIONS: OptionTable<LifetimeOptions> = {
  ttl: optional(checkTtl),
  validUntil: optional(checkTime),
  nbf: optional(checkTime),
  allowExpired: optional(checkFlag),
}

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
export function checkTime(option: string, value: unknown): number {
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
 * Settles when a token is valid, from options that were read.
 *
 * @param maxTtl the longest life allowed, in seconds; any when left out
 * @throws JwtOptionError `ERR_OPTION_INVALID` when it is too long, or the token could never live
 */
export function resolveLifetime(options: LifetimeOptions, maxTtl?: number, defaultTtl = 3600): Lifetime {
  const { ttl = defaultTtl, validUntil, nbf, allowExpired = false } = options
  checkTtl('ttl', ttl, maxTtl)
  if (validUntil !== undefined) {
    const now = epochSeconds()
    if (maxTtl !== undefined && validUntil - now > maxTtl)
      refuseTime('validUntil', `at most ${maxTtl} seconds from now, Twilio's limit`, validUntil)
    checkAlive('validUntil', validUntil, nbf, now, allowExpired)
  }
  return { ttl, validUntil, nbf, allowExpired }
}

/** The moment a token signed at `now` expires, in seconds since the epoch. */
export function expiry(lifetime: Lifetime, now: number): number {
  return lifetime.validUntil ?? now + lifetime.ttl
}

/**
 * As {@link expiry}, for a token that is signed now.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when the token could never live
 */
export function checkedExpiry(lifetime: Lifetime, now: number): number {
  const { validUntil, nbf, allowExpired } = lifetime
  const exp = expiry(lifetime, now)
  checkAlive(validUntil === undefined ? 'nbf' : 'validUntil', exp, nbf, now, allowExpired)
  return exp
}

/**
 * Checks that a token lives at some moment: it ends neither in the past nor before it begins.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkAlive(
  option: string,
  exp: number,
  nbf: number | undefined,
  now: number,
  allowExpired: boolean,
): void {
  const problem =
    exp <= now ? 'the end is not in the future' : nbf !== undefined && exp <= nbf && 'it ends before nbf'
  if (problem && !allowExpired)
    throw new JwtOptionError(
      option,
      `gives a token that can never live: ${problem}; allowExpired: true makes one for tests`,
    )
}
