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

/** Repeated slashes become one; each segment is encoded anew, so that `%2F` stays apart from `/`. */
function canonicalPath(pathname: string): string {
  return pathname.replace(/\/+/g, '/').split('/').map(encodeAnew).join('/')
}

/**
 * `name=value` pairs, encoded anew and then sorted. Only the first `=` of a pair divides it, and `+` is a space, as
 * in forms. Repeated names stay, a name without `=` has an empty value, and an empty pair is none.
 */
function canonicalQuery(search: string): string {
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name, ...value] = pair.replaceAll('+', ' ').split('=')
      return `${encodeAnew(name as string)}=${encodeAnew(value.join('='))}`
    })
    .sort()
    .join('&')
}

/** The names of the signed headers as the `hrh` claim has them. */
export function headerNames({ headers }: Pick<RequestParts, 'headers'>): string {
  return headers.map(([name]) => name).join(';')
}

export function canonicalRequest(request: RequestParts): string {
  return [
    request.method.toUpperCase(),
    canonicalPath(request.url.pathname),
    canonicalQuery(request.url.search),
    ...request.headers.map(([name, value]) => `${name}:${value}`),
    '',
    headerNames(request),
    request.bodyHash,
  ].join('\n')
}
