import { JwtOptionError } from '@x/jwt-core'

// The canonical request of public key client validation (twilio.com/docs/iam/pkcv/quickstart, step 3): both sides
// write the request in this one form and compare the hashes. Where the official libraries differ, this is what a
// server can read off the wire: each part is decoded once and encoded anew.

/** A request in the parts that are signed. */
export interface RequestParts {
  readonly method: string
  readonly url: URL
  /** Lower-case names with trimmed values, sorted by name. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Hex SHA-256 of the body, or the empty string when there is none. */
  readonly bodyHash: string
}

/** Percent-encodes all but the unreserved characters of RFC 3986 section 2.3. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function encodeAnew(part: string): string {
  try {
    return encode(decodeURIComponent(part))
  } catch {
    throw new JwtOptionError(
      'url',
      'holds a % that begins no percent-encoded UTF-8; write a percent sign as %25',
    )
  }
}

/** Each segment encoded anew, so that `%2F` stays apart from `/`. */
function encodePath(pathname: string): string {
  return pathname.split('/').map(encodeAnew).join('/')
}

/**
 * `name=value` pairs, encoded anew. Only the first `=` of a pair divides it, and `+` is a space, as in forms. Repeated
 * names stay, a name without `=` has an empty value, and an empty pair is none.
 */
function encodePairs(search: string): string[] {
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name, ...value] = pair.replaceAll('+', ' ').split('=')
      return `${encodeAnew(name as string)}=${encodeAnew(value.join('='))}`
    })
}

/**
 * The URL in the spelling that is signed: official libraries differ in which characters of a URL they encode (`!`, `'`,
 * `(`, `)`, `*`, a space as `+`), and what is sent so has one reading only, as it came or encoded anew. The order of the
 * pairs and repeated slashes are the caller's.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function spellAsSigned(url: URL): string {
  const spelled = new URL(url)
  spelled.pathname = encodePath(url.pathname)
  spelled.search = encodePairs(url.search).join('&')
  return spelled.href
}

/** The names of the signed headers as the `hrh` claim has them. */
export function headerNames({ headers }: Pick<RequestParts, 'headers'>): string {
  return headers.map(([name]) => name).join(';')
}

export function canonicalRequest(request: RequestParts): string {
  return [
    request.method.toUpperCase(),
    encodePath(request.url.pathname.replace(/\/+/g, '/')),
    encodePairs(request.url.search).sort().join('&'),
    ...request.headers.map(([name, value]) => `${name}:${value}`),
    '',
    headerNames(request),
    request.bodyHash,
  ].join('\n')
}
