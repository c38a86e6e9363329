import { checkName, refuse } from '../options.ts'
import { checkNoStray, STRAY } from './stray.ts'

/** The kinds of SID that tokens hold: what the two letters at its beginning stand for. One row is one kind. */
export const SID_KINDS = {
  AC: 'account',
  AP: 'application',
  CR: 'credential',
  IS: 'service',
  RL: 'role',
  SK: 'API key',
  WK: 'worker',
  WQ: 'task queue',
  WS: 'workspace',
} as const

/** The two letters a SID begins with. */
export type SidPrefix = keyof typeof SID_KINDS

/** A SID with the prefix `Prefix`, such as `AC…`. */
export type Sid<Prefix extends SidPrefix = SidPrefix> = `${Prefix}${string}`

/** A whole SID as Twilio makes them: two letters and 32 hexadecimal digits. */
export const WHOLE_SID: RegExp = /^[A-Z]{2}[0-9a-f]{32}$/

/** The SID of each kind that was last found to be one: a service comes with the same ones all day. */
const last: { [Prefix in SidPrefix]?: unknown } = {}

/**
 * Tells whether `value` is a SID with this prefix. Only the prefix is looked at: examples and tests use short
 * SIDs, and Twilio alone knows which exist.
 */
export function isSid<Prefix extends SidPrefix>(value: unknown, prefix: Prefix): value is Sid<Prefix> {
  if (typeof value !== 'string') return false
  if (value === last[prefix]) return true
  const is = value.length > 2 && value.startsWith(prefix) && !STRAY.test(value)
  if (is) last[prefix] = value
  return is
}

/** What kind of SID a text is by its first two letters; undefined when it is none. */
export function sidKind(value: unknown): (typeof SID_KINDS)[SidPrefix] | undefined {
  const prefix = typeof value === 'string' && value.length > 2 ? value.slice(0, 2) : ''
  return Object.hasOwn(SID_KINDS, prefix) ? SID_KINDS[prefix as SidPrefix] : undefined
}

/**
 * Checks that `value` is a SID with this prefix and returns it. White space, control and invisible characters are
 * refused by name.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, naming the kind of SID it got instead where it knows that.
 */
export function checkSid<Prefix extends SidPrefix>(
  option: string,
  value: unknown,
  prefix: Prefix,
): Sid<Prefix> {
  if (isSid(value, prefix)) return value
  const expected = `the ${SID_KINDS[prefix]} SID (${prefix}…)`
  checkNoStray(option, checkName(option, value, expected))
  // Only the kind of another SID is told: a value that looks like no SID at all may be a secret in the wrong place.
  const other = sidKind(value)
  return refuse(
    option,
    other ? `${expected}, not the ${other} SID (are two arguments swapped?)` : expected,
    value,
  )
}
