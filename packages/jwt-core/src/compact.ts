import { decodeBase64Url, decodeUtf8 } from '#platform'
import { describe, refuse } from './check.ts'
import { JwtDecodeError } from './errors.ts'
import { parseObject } from './json.ts'

/** The JOSE header of a token (RFC 7515 section 4). */
export interface JwtHeader {
  readonly alg?: string | undefined
  readonly typ?: string | undefined
  readonly cty?: string | undefined
  readonly kid?: string | undefined
  readonly [member: string]: unknown
}

export interface SizeOptions {
  /** The longest token looked at, in bytes. Default 16384. */
  readonly maxTokenSize?: number | undefined
}

/** A compact JWS, taken apart strictly and not verified. */
export interface CompactParts {
  readonly header: JwtHeader
  readonly payload: Uint8Array
  /** What the signature is over: header and payload as they stand in the token. */
  readonly signingInput: string
  readonly signature: string
}

function malformed(problem: string): JwtDecodeError {
  return new JwtDecodeError('ERR_TOKEN_MALFORMED', `the ${problem}`)
}

function decodePart(name: string, part: string): Uint8Array {
  const bytes = decodeBase64Url(part)
  if (bytes === undefined) throw malformed(`${name} is no canonical base64url`)
  return bytes
}

/** Parses the bytes of a header or payload as a JSON object. */
export function parseJsonPart(name: string, bytes: Uint8Array): Record<string, unknown> {
  const json = decodeUtf8(bytes)
  if (json === undefined) throw malformed(`${name} is no valid UTF-8`)
  return parseObject(json, name)
}

// A service sees the same few headers all day. The last one is kept, as text to its members, when it is flat.
let seen: readonly [part: string, header: JwtHeader] = ['', {}]

function parseHeader(part: string): JwtHeader {
  if (part === seen[0]) return { ...seen[1] }
  const header = parseJsonPart('header', decodePart('header', part))
  if (Object.values(header).every((value) => typeof value !== 'object')) seen = [part, { ...header }]
  return header
}

/**
 * Takes a compact JWS apart (RFC 7515 section 7.1): exactly three parts, header and payload canonical base64url,
 * header and signature not empty. Nothing is verified, and the signature's own spelling not looked at.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_TOO_LARGE`
 */
export function parseCompact(token: unknown, options: SizeOptions = {}): CompactParts {
  const { maxTokenSize: limit = 16384 } = options
  if (!(Number.isSafeInteger(limit) && limit > 0)) refuse('maxTokenSize', 'a positive number of bytes', limit)
  if (typeof token !== 'string') throw malformed(`token is no string but ${describe(token)}`)
  if (token.length > limit)
    throw new JwtDecodeError('ERR_TOKEN_TOO_LARGE', `the token is longer than ${limit} bytes`)
  const [header, payload, signature, ...more] = token.split('.', 4)
  if (!header || payload === undefined || !signature || more.length > 0)
    throw malformed('token is not three parts joined by dots')
  return {
    header: parseHeader(header),
    payload: decodePart('payload', payload),
    signingInput: token.slice(0, token.lastIndexOf('.')),
    signature,
  }
}

/**
 * Checks that the signature is canonical base64url. A signature that equals one we made is, so only the others need
 * to be looked at.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`
 */
export function checkSignaturePart({ signature }: CompactParts): void {
  decodePart('signature', signature)
}
