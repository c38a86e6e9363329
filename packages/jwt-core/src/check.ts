import { JwtOptionError } from './errors.ts'

/** Says what kind of value was got, never the value itself: it may be a secret in the wrong place. */
export function describe(value: unknown): string {
  if (value === '') return 'an empty string'
  if (typeof value === 'string') return `a string of ${value.length} characters`
  if (Array.isArray(value)) return 'an array'
  return value === undefined || value === null ? `${value}` : `a value of type ${typeof value}`
}

/**
 * Refuses an option: it must be `expected`, and what was got is described.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, always
 */
export function refuse(option: string, expected: string, value: unknown): never {
  throw new JwtOptionError(option, `must be ${expected}, got ${describe(value)}`)
}

/**
 * Checks that `value` is a string with at least one character and returns it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkText(option: string, value: unknown, expected = 'a non-empty string'): string {
  return typeof value === 'string' && value !== '' ? value : refuse(option, expected, value)
}

/** As {@link checkText}, for an option that may be absent. */
export function checkOptionalText(option: string, value: unknown): string | undefined {
  return value === undefined ? value : checkText(option, value)
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
  return isRecord(value) ? value : refuse(option, 'an object of options', value)
}

/**
 * Checks that `value` is a list and returns it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkList<Item>(
  option: string,
  value: readonly Item[],
  expected: string,
  isItem: (item: unknown) => boolean,
): readonly Item[] {
  return Array.isArray(value) && value.every(isItem) ? value : refuse(option, expected, value)
}
