import { JwtOptionError } from '@x/jwt-core'
import { describe, isLiteral, refuse } from '@x/jwt-core/token'

/** Names and values of a query. */
export type QueryMembers = Readonly<Record<string, string | undefined>>

/** Parameters of the caller's own; numbers and booleans become strings. */
export type ScopeParams = Readonly<Record<string, string | number | boolean>>

const LONE_SURROGATE = /[\ud800-\udfff]/u

/**
 * Writes `name=value` pairs, each side percent-encoded. A space is `%20`, never `+`: the old browser client's
 * parser takes `+` for a plus sign, and every other one takes `%20` for a space.
 */
export function encodeQuery(members: QueryMembers): string {
  let query = ''
  for (const name of Object.keys(members)) {
    const value = members[name]
    if (value === undefined) continue
    const pair = `${encode(name)}=${encode(value)}`
    query = query === '' ? pair : `${query}&${pair}`
  }
  return query
}

/** What `encodeURIComponent` leaves as it is; to look for it takes a fraction of the time. */
const PLAIN = /^[\w.!~*'()-]*$/

function encode(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text)
}

/**
 * As {@link encodeQuery}, of what a scope of the caller's own gives.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function encodeMembers(option: string, members: unknown): string {
  if (!isLiteral(members)) return refuse(option, 'an object of texts', members)
  const entries = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, checkParam(option, name, value)])
  return encodeQuery(Object.fromEntries(entries))
}

function checkParam(option: string, name: string, value: unknown): string {
  const text = typeof value === 'boolean' || Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string')
    throw new JwtOptionError(
      option,
      `must hold strings, numbers and booleans, got ${describe(value)} as ${JSON.stringify(name)}`,
    )
  // Percent-encoding is of UTF-8, which has no half characters.
  if (LONE_SURROGATE.test(name) || LONE_SURROGATE.test(text))
    throw new JwtOptionError(option, `must not hold half a surrogate pair, as ${JSON.stringify(name)} does`)
  return text
}

/**
 * Writes a caller's parameters as a query of their own, which then stands, encoded once more, as one value in the
 * scope's query. Undefined when there are none.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function encodeParams(option: string, params: unknown): string | undefined {
  if (params === undefined) return undefined
  // A Map or URLSearchParams has no members of its own and would silently come out empty.
  if (!isLiteral(params)) return refuse(option, 'a plain object of parameters', params)
  const entries = Object.entries(params).map(([name, value]) => [name, checkParam(option, name, value)])
  return entries.length === 0 ? undefined : encodeQuery(Object.fromEntries(entries))
}
