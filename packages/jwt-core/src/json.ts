import { isRecord } from './check.ts'
import { JwtDecodeError } from './errors.ts'

/** Deeper JSON than any token has; a bound keeps every walk over a parsed value from overflowing the stack. */
const MAX_DEPTH = 64

function malformed(part: string, problem: string): JwtDecodeError {
  return new JwtDecodeError('ERR_TOKEN_MALFORMED', `the token's ${part} ${problem}`)
}

/**
 * Finds a member name that stands twice in one object of valid JSON, or nesting beyond the bound.
 * RFC 7519 section 4: a claim name must be unique; parsers disagree on which of two counts.
 */
function findFlaw(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  const strings = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g
  for (const match of json.matchAll(strings)) {
    const token = match[0]
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : undefined) > MAX_DEPTH)
        return `is nested deeper than ${MAX_DEPTH} levels`
    } else if (token === '}' || token === ']') open.pop()
    else if (match[1] !== undefined) {
      const name = JSON.parse(token.slice(0, -match[1].length)) as string
      const names = open.at(-1) as Set<string>
      if (names.has(name)) return 'has a member name twice in one object'
      names.add(name)
    }
  }
  return undefined
}

/** How often `text` stands in `json`. */
function count(json: string, text: string): number {
  return json.split(text).length - 1
}

/** How many members all the objects within `value` have. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  for (const name in value) members += countMembers((value as Record<string, unknown>)[name]) + 1
  return Array.isArray(value) ? members - value.length : members
}

/**
 * Whether `json`, which parsed to `value`, is plainly without a flaw. With no white space and no escape in it, each
 * `":` ends a member's name or begins a string with a colon: as many of them as there are members means that no
 * name was lost to another of the same spelling.
 */
function isPlain(json: string, value: unknown): boolean {
  return (
    !/[\s\\]/.test(json) &&
    count(json, '{') + count(json, '[') <= MAX_DEPTH &&
    count(json, '":') === countMembers(value)
  )
}

/**
 * Parses a JSON object strictly: no repeated member name, no other kind of value, bounded depth.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`
 */
export function parseObject(json: string, part: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    // The engine's own message quotes the text, so it is no cause of ours.
    throw malformed(part, 'is not valid JSON')
  }
  if (!isRecord(value)) throw malformed(part, 'is not a JSON object')
  // The count settles nearly every token; the walk is for other spellings.
  const flaw = isPlain(json, value) ? undefined : findFlaw(json)
  if (flaw !== undefined) throw malformed(part, flaw)
  return value
}
