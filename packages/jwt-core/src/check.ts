import { JwtOptionError } from './errors.ts'

/** Says what kind of value was got, never the value itself: it may be a secret in the wrong place. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (value === '') return 'an empty string'
  if (typeof value === 'string') return `a string of ${value.length} characters`
  if (typeof value === 'number') return `the number ${value}`
  if (Array.isArray(value)) return 'an array'
  return value === undefined ? 'undefined' : `a value of type ${typeof value}`
}

/**
 * Checks that `value` is a string with at least one character and returns it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkText(option: string, value: unknown, expected = 'a non-empty string'): string {
  if (typeof value === 'string' && value !== '') return value
  throw new JwtOptionError(option, `must be ${expected}, got ${describe(value)}`)
}

/** As {@link checkText}, for an option that may be absent. */
export function checkOptionalText(option: string, value: unknown): string | undefined {
  return value === undefined ? undefined : checkText(option, value, 'a non-empty string or left out')
}

/** Tells whether `value` is an object with members: no null, no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Checks an options argument and returns it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkOptions<Options extends object>(option: string, value: Options): Options {
  if (isRecord(value)) return value
  throw new JwtOptionError(option, `must be an object of options, got ${describe(value)}`)
}
