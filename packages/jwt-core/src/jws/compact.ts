import { decodeBase64Url, decodeText } from '#platform'
import { JwtDecodeError } from '../errors.ts'
import { parseObject } from '../json.ts'
import { describe, type OptionTable, optional, refuse } from '../options.ts'
import { keepShape } from '../shapes.ts'

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

/** The options of {@link SizeOptions}. */
export const SIZE_OPTIONS: OptionTable<SizeOptions> = {
  maxTokenSize: /* @__PURE__ */ optional((option, value) =>
    Number.isSafeInteger(value) && (value as number) > 0
      ? (value as number)
      : refuse(option, 'a positive number of bytes', value),
  ),
}

/** A compact JWS, taken apart strictly and not verified. */
export interface CompactParts {
  readonly header: JwtHeader
  /** The payload as it stands in the token. */
  readonly payload: string
  /** The text it encodes; null where it encodes bytes that are none. */
  readonly text: string | null
  /** What the signature is over: header and payload as they stand in the token. */
  readonly signingInput: string
  readonly signature: string
  /** The claims, once they were read. */
  claims?: Record<string, unknown>
}

function malformed(problem: string): JwtDecodeError {
  return new JwtDecodeError('ERR_TOKEN_MALFORMED', `the ${problem}`)
}

/** The decoded part, unless it was none: then it is no canonical base64url. */
function canonical<Decoded>(name: string, decoded: Decoded | undefined): Decoded {
  if (decoded === undefined) throw malformed(`${name} is no canonical base64url`)
  return decoded
}

function parseText(name: string, text: string | null): Record<string, unknown> {
  if (text === null) throw malformed(`${name} is no valid UTF-8`)
  return parseObject(text, name)
}

// A service sees the same few headers all day. The last one is kept, as text to its members, when it is flat.
let seen: readonly [part: string, header: JwtHeader] = ['', {}]

function parseHeader(part: string): JwtHeader {
  if (part === seen[0]) return { ...seen[1] }
  const header = parseText('header', canonical('header', decodeText(part)))
  if (Object.values(header).every((value) => typeof value !== 'object')) seen = [part, { ...header }]
  return header
}

/**
 * Takes a compact JWS apart (RFC 7515 section 7.1): exactly three parts, header and payload canonical base64url,
 * header and signature not empty. Nothing is verified, and the signature's own spelling not looked at.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_TOO_LARGE`
 */
export function parseCompact(token: unknown, { maxTokenSize: limit = 16384 }: SizeOptions): CompactParts {
  if (typeof token !== 'string') throw malformed(`token is no string but ${describe(token)}`)
  if (token.length > limit)
    throw new JwtDecodeError('ERR_TOKEN_TOO_LARGE', `the token is longer than ${limit} bytes`)
  const [header, payload, signature, ...more] = token.split('.', 4)
  if (!header || payload === undefined || !signature || more.length > 0)
    throw malformed('token is not three parts joined by dots')
  return {
    header: parseHeader(header),
    payload,
    text: canonical('payload', decodeText(payload)),
    signingInput: token.slice(0, token.lastIndexOf('.')),
    signature,
  }
}

/**
 * Reads the claims of a token, once.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`
 */
export function parseClaims(parts: Pick<CompactParts, 'text' | 'claims'>): Record<string, unknown> {
  parts.claims ??= parseText('payload', parts.text)
  keepShape('parts', parts)
  return parts.claims
}

/** The bytes of the payload, in a buffer of their own. */
export function payloadBytes({ payload }: CompactParts): Uint8Array {
  return canonical('payload', decodeBase64Url(payload))
}

/** The claims of a token, or undefined where its payload is none. */
export function claimsOf(parts: Pick<CompactParts, 'text' | 'claims'>): Record<string, unknown> | undefined {
  try {
    return parseClaims(parts)
  } catch {
    return undefined
  }
}

/**
 * Checks that the signature is canonical base64url. A signature that equals one we made is, so only the others need
 * to be looked at.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`
 */
export function checkSignaturePart({ signature }: CompactParts): void {
  canonical('signature', decodeBase64Url(signature))
}
