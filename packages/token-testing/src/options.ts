import { refuse } from '@x/jwt-core/token'

/**
 * Checks a number of seconds.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkSeconds(
  option: string,
  value: unknown,
  least: number = Number.NEGATIVE_INFINITY,
): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value
  return refuse(option, least === 0 ? 'a number of seconds from 0 up' : 'a number of seconds', value)
}

/**
 * Checks a whole number within bounds.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkInteger(option: string, value: unknown, least: number, most: number): number {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number
  return refuse(option, `a whole number from ${least} to ${most}`, value)
}

/** Checks how many times, or each how manieth time. */
export function checkCount(option: string, value: unknown): number {
  return checkInteger(option, value, 1, 1_000_000)
}
