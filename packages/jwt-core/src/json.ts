import { JwtDecodeError } from './errors.ts'
import { isRecord, NO_JSON, ofOption } from './options.ts'
import { MAX_DEPTH } from './token/limits.ts'

/** How many members all the objects have within `root`, which `json` says; NaN when it is nested beyond the bound. */
function countMembers(root: object, json: string): number {
  // As many objects and arrays as there can be. Once all were come to, no more members need be looked at.
  let unseen = 0
  for (const bracket of '{[')
    for (let at = json.indexOf(bracket); at !== -1; at = json.indexOf(bracket, at + 1)) unseen++
  function countIn(value: object, depth: number): number {
    if (depth === MAX_DEPTH) return Number.NaN
    unseen--
    const names = Object.keys(value)
    let members = Array.isArray(value) ? 0 : names.length
    for (let at = 0; unseen && at < names.length; at++) {
      const each = (value as Record<string, unknown>)[names[at] as string]
      if (typeof each === 'object' && each !== null) members += countIn(each, depth + 1)
    }
    return members
  }
  return countIn(root, 0)
}

/**
 * How many times a quote and a colon stand together in JSON, white space between them aside: they end every name, those
 * lost to another of the same name as well, and little else.
 */
function countColons(json: string): number {
  let colons = 0
  for (let colon = json.indexOf(':'); colon !== -1; colon = json.indexOf(':', colon + 1)) {
    let before = colon - 1
    while (json.charCodeAt(before) <= 0x20) before--
    if (json.charCodeAt(before) === 0x22) colons++
  }
  return colons
}

/** How many member names stand in valid JSON: a colon outside a string follows each. */
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
  const members = countMembers(value, json)
  // Where there are no more of them than members, no name was lost.
  if (members !== countColons(json) && members !== countNames(json))
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
    throw ofOption(option, NO_JSON, cause)
  }
}
