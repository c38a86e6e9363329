import { isRecord } from './check.ts'
import { JwtDecodeError, JwtOptionError } from './errors.ts'

/** Deeper JSON than any token has; a bound keeps every walk over a parsed value from overflowing the stack. */
const MAX_DEPTH = 64

/** How many members all the objects within `value` have; NaN when it is nested beyond the bound. */
function countMembers(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth === MAX_DEPTH) return Number.NaN
  const within = Object.values(value)
  let members = Array.isArray(value) ? 0 : within.length
  for (const each of within) members += countMembers(each, depth + 1)
  return members
}

/** How many member names stand in valid JSON, those lost to another of the same name as well: a colon follows each. */
function countNames(json: string): number {
  let names = 0
  let inString = false
  for (let at = 0; at < json.length; at++) {
    const character = json[at]
    if (character === '\\') at++
    else if (character === '"') inString = !inString
    else if (character === ':' && !inString) names++
  }
  return names
}

/**
 * Parses a JSON object strictly: no other kind of value, bounded depth, and no member name twice, since parsers
 * disagree on which of the two counts (RFC 7519 section 4).
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`
 */
export function parseObject(json: string, part: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // The engine's own message quotes the text, so it is no cause of ours.
  }
  if (!isRecord(value)) throw new JwtDecodeError('ERR_TOKEN_MALFORMED', `the ${part} is no JSON object`)
  const members = countMembers(value)
  // A quote and a colon end every name and little else: where there are no more of them, no name was lost.
  if (members !== json.match(/"\s*:/g)?.length && members !== countNames(json))
    throw new JwtDecodeError(
      'ERR_TOKEN_MALFORMED',
      `the ${part} has a member name twice or is nested too deep`,
    )
  return value
}

/**
 * Writes the header or the claims as JSON.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when they cannot be
 */
export function stringifyJson(option: string, value: object): string {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    throw new JwtOptionError(option, 'cannot be written as JSON', 'ERR_OPTION_INVALID', { cause })
  }
}
