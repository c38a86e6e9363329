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

const MAX_TOKEN_SIZE = 16384

/** A compact JWS, taken apart strictly and not verified. */
export interface CompactParts {
  readonly header: JwtHeader
  readonly payload: Uint8Array
  /** What the signature is over: header and payload as they stand in the token. */
  readonly signingInput: string
  readonly signature: string
}

function malformed(problem: string): JwtDecodeError {
  return new JwtDecodeError('ERR_TOKEN_MALFORMED', problem)
}

function decodePart(name: string, part: string): Uint8Array {
  const bytes = decodeBase64Url(part)
  if (bytes === undefined) throw malformed(`the token's ${name} is not canonical base64url without padding`)
  return bytes
}

/** Parses the bytes of a header or payload as a JSON object. */
export function parseJsonPart(name: string, bytes: Uint8Array): Record<string, unknown> {
  const json = decodeUtf8(bytes)
  if (json === undefined) throw malformed(`the token's ${name} is not valid UTF-8`)
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
  const limit = options.maxTokenSize ?? MAX_TOKEN_SIZE
  if (!Number.isSafeInteger(limit) || limit <= 0)
    refuse('maxTokenSize', 'a positive whole number of bytes', limit)
  if (typeof token !== 'string') throw malformed(`the token must be a string, got ${describe(token)}`)
  if (token.length > limit)
    throw new JwtDecodeError('ERR_TOKEN_TOO_LARGE', `the token is longer than ${limit} bytes`)
  const first = token.indexOf('.')
  const second = token.indexOf('.', first + 1)
  if (first === -1 || second === -1 || token.includes('.', second + 1))
    throw malformed('the token is not three parts joined by dots')
  const signature = token.slice(second + 1)
  if (first === 0 || signature === '') throw malformed("the token's header and signature must not be empty")
  const header = parseHeader(token.slice(0, first))
  const payload = decodePart('payload', token.slice(first + 1, second))
  return { header, payload, signingInput: token.slice(0, second), signature }
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
