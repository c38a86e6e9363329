import { refuse } from './check.ts'

/** What each prefix of a Twilio SID stands for; used to name a SID that was put in the wrong place. */
const KINDS = {
  AC: 'account',
  AP: 'application',
  CR: 'credential',
  IS: 'service',
  SK: 'API key',
  WK: 'worker',
  WQ: 'task queue',
  WS: 'workspace',
} as const

/** The whole SID of an account or an API key: what is often put where its secret belongs. */
export const SID: RegExp = /^(AC|SK)[0-9a-f]{32}$/

/** The two letters a SID begins with. */
export type SidPrefix = keyof typeof KINDS

/** A SID with the prefix `Prefix`, such as `AC…`. */
export type Sid<Prefix extends SidPrefix = SidPrefix> = `${Prefix}${string}`
export type AccountSid = Sid<'AC'>
export type ApiKeySid = Sid<'SK'>
export type ApplicationSid = Sid<'AP'>
export type CredentialSid = Sid<'CR'>
export type ServiceSid = Sid<'IS'>
export type WorkerSid = Sid<'WK'>
export type TaskQueueSid = Sid<'WQ'>
export type WorkspaceSid = Sid<'WS'>

/**
 * Tells whether `value` is a SID with this prefix. Only the prefix is looked at: examples and tests use short
 * SIDs, and Twilio alone knows which exist.
 */
export function isSid<Prefix extends SidPrefix>(value: unknown, prefix: Prefix): value is Sid<Prefix> {
  return typeof value === 'string' && value.length > 2 && value.startsWith(prefix)
}

/**
 * Checks that `value` is a SID with this prefix and returns it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, naming the kind of SID it got instead where it knows that.
 */
export function checkSid<Prefix extends SidPrefix>(
  option: string,
  value: unknown,
  prefix: Prefix,
): Sid<Prefix> {
  if (isSid(value, prefix)) return value
  // Only the kind of another SID is told: a value that looks like no SID at all may be a secret in the wrong place.
  const other = typeof value === 'string' && value.length > 2 && KINDS[value.slice(0, 2) as SidPrefix]
  const expected = `the ${KINDS[prefix]} SID (${prefix}…)`
  return refuse(
    option,
    other ? `${expected}, not the ${other} SID: are two arguments swapped?` : expected,
    value,
  )
}

/** As {@link checkSid}, for an option that may be absent. */
export function checkOptionalSid<Prefix extends SidPrefix>(
  option: string,
  value: unknown,
  prefix: Prefix,
): Sid<Prefix> | undefined {
  return value === undefined ? undefined : checkSid(option, value, prefix)
}
