import type { Grant } from '@x/access-token'
import {
  checkList,
  checkName,
  checkTtl,
  JwtOptionError,
  MAX_TTL,
  type OptionTable,
  optional,
  readOptions,
  refuse,
} from '@x/jwt-core/token'

/** Who gets a token, what for and how long: what `authorize` says of a request that may have one. */
export interface Permit {
  /** Who the bearer is, from the app's own session: never what the request says by itself. */
  readonly identity: string
  /** What the bearer may do. */
  readonly grants: readonly Grant[]
  /** Life in seconds, 1 to 86400. Default 3600. */
  readonly ttl?: number | undefined
  /** Whose credentials sign, where the issuer knows several. */
  readonly tenant?: string | undefined
  /** What is counted by the limiter. Default the tenant and the identity. */
  readonly limitKey?: string | undefined
}

/** What `authorize` says of a request that gets no token. Made by {@link deny}. */
export interface Denial {
  readonly status: 401 | 403
  /** Told to the client as it stands. */
  readonly message?: string | undefined
}

/**
 * Refuses a request: 401 where signing in would help, 403 where it would not. The message is told to the client.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function deny(status: 401 | 403, message?: string): Denial {
  if (status !== 401 && status !== 403) throw new JwtOptionError('status', 'must be 401 or 403')
  return message === undefined ? { status } : { status, message: checkMessage('message', message) }
}

function checkMessage(option: string, message: unknown): string {
  return typeof message === 'string' ? message : refuse(option, 'text', message)
}

const PERMIT: OptionTable<Permit> = {
  identity: checkName,
  grants: (option, value) => checkList<Grant>(option, value, 'a list of grants', Boolean),
  ttl: optional((option, value) => checkTtl(option, value, MAX_TTL)),
  tenant: optional(checkName),
  limitKey: optional(checkName),
}

/**
 * Reads a permit. A member that it does not know is refused: a misspelt `ttl` would make a
 * token live longer than was meant.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readPermit(permit: Permit): Permit {
  return checkWhole(readOptions<Permit>('permit', permit, PERMIT))
}

/** Neither has a default: what is absent is checked as well. */
function checkWhole(read: Permit): Permit {
  if (read.identity === undefined) PERMIT.identity('identity', undefined)
  if (read.grants === undefined) PERMIT.grants('grants', undefined)
  return read
}

const DECISION: OptionTable<Permit & Partial<Denial>> = {
  ...PERMIT,
  status: optional((_, value) => deny(value as Denial['status']).status),
  message: optional(checkMessage),
}

const OF_DENIAL = ['status', 'message']

/**
 * Reads what `authorize` gave: with a status it is a denial, which has nothing of a permit.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readDecision(decision: unknown): Permit | Denial {
  const read = readOptions<Permit & Partial<Denial>>('permit', decision, DECISION)
  const isDenial = read.status !== undefined
  const stray = Object.keys(read).find((name) => OF_DENIAL.includes(name) !== isDenial)
  if (stray !== undefined)
    throw new JwtOptionError(stray, `is not known in a ${isDenial ? 'denial' : 'permit'}`)
  return isDenial ? (read as Denial) : checkWhole(read)
}
