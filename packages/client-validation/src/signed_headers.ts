import { JwtOptionError } from '@x/jwt-core'
import { refuse } from '@x/jwt-core/token'
import { HEADER_NAME, SIGNED_HEADERS } from './facts.ts'

/** Headers: a `Headers` object, pairs, or an object; a list stands for a header sent several times. */
export type RequestHeaders =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would end the header's line in the hash
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/

function checkName(option: string, name: unknown): string {
  const lower = typeof name === 'string' ? name.toLowerCase() : ''
  return HEADER_NAME.test(lower) ? lower : refuse(option, 'made of header names', name)
}

/** Without the white space around it (Fetch standard, normalize); in one pass, however long that is. */
function trim(value: string): string {
  const isSpace = (at: number) => '\t\n\r '.includes(value.charAt(at))
  let start = 0
  let end = value.length
  while (start < end && isSpace(start)) start++
  while (end > start && isSpace(end - 1)) end--
  return value.slice(start, end)
}

function checkValue(name: string, value: unknown): string {
  if (typeof value !== 'string') return refuse('headers', `an object of strings (${name})`, value)
  const trimmed = trim(value)
  // The value itself may be a password.
  if (CONTROL.test(trimmed)) throw new JwtOptionError('headers', `must hold no control character (${name})`)
  return trimmed
}

function isIterable(value: object): value is Iterable<readonly [string, unknown]> {
  return Symbol.iterator in value
}

function collect(headers: object): Map<string, string[]> {
  const collected = new Map<string, string[]>()
  for (const entry of isIterable(headers) ? (headers as Iterable<unknown>) : Object.entries(headers)) {
    if (!Array.isArray(entry)) refuse('headers', 'pairs of name and value', entry)
    const [name, given] = entry as [unknown, unknown]
    if (given === undefined) continue
    const lower = checkName('headers', name)
    const values = (Array.isArray(given) ? given : [given]).map((value) => checkValue(lower, value))
    collected.set(lower, [...(collected.get(lower) ?? []), ...values])
  }
  return collected
}

/**
 * Picks the headers to sign: lower-case names with trimmed values, sorted by name. A header sent several times is
 * its sorted values joined by commas, as in twilio-java and twilio-python. `host` is the URL's unless given.
 *
 * By default these are `authorization` and `host`, and a missing Authorization is signed as empty, as in twilio-node.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, also when a name in `signedHeaders` is none of the request's headers
 */
export function pickSignedHeaders(
  headers: object,
  signedHeaders: unknown,
  host: string,
): [name: string, value: string][] {
  const collected = collect(headers)
  if (!collected.has('host')) collected.set('host', [host])
  if (signedHeaders === undefined && !collected.has('authorization')) collected.set('authorization', [''])
  const wanted = signedHeaders ?? SIGNED_HEADERS
  if (!Array.isArray(wanted) || wanted.length === 0) refuse('signedHeaders', 'a list of header names', wanted)
  const names = new Set((wanted as unknown[]).map((name) => checkName('signedHeaders', name)))
  return [...names].sort().map((name) => {
    const values = collected.get(name)
    if (values === undefined)
      throw new JwtOptionError('signedHeaders', `names ${name}, which is none of the request's headers`)
    return [name, values.sort().join(',')]
  })
}
