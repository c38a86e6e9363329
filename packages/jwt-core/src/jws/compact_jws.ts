import { decodeUtf8 } from '#platform'
import { isBytes } from '../bytes.ts'
import { type KeyOrRing, takeKeyOrRing } from '../keys/key_ring.ts'
import { isPlain, readOptions, refuse } from '../options.ts'
import { now } from '../waiting.ts'
import { claimsOf, type JwtHeader, payloadBytes } from './compact.ts'
import type { SigningHeader } from './family.ts'
import { SIGNING, VERIFYING } from './key_pairs.ts'
import { checkHeader, signToken } from './signing.ts'
import {
  BY_ISSUER_OR_KID,
  VERIFY_OPTIONS,
  type Verified,
  type VerifyCompactOptions,
  verifyToken,
} from './verification.ts'

/** A verified compact JWS. */
export interface VerifiedCompact {
  readonly header: JwtHeader
  /** The bytes of the payload, in a buffer of their own. */
  readonly payload: Uint8Array
  /** The id under which a ring holds the key that verified it; undefined where there was no ring to choose from. */
  readonly keyId: string | undefined
}

function sign(header: SigningHeader, payload: Uint8Array, key: KeyOrRing): string | PromiseLike<string> {
  if (!isPlain(header)) refuse('header', 'a plain object', header)
  if (!isBytes(payload)) refuse('payload', 'bytes (Uint8Array)', payload)
  return signToken(checkHeader({ ...header }), payload, takeKeyOrRing('key', key), SIGNING, () => [
    claimsOf({ text: decodeUtf8(payload) ?? null })?.iss,
    header.kid,
  ])
}

/**
 * Signs bytes as a compact JWS (RFC 7515 section 7.1).
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`
 */
export async function signCompact(
  header: SigningHeader,
  payload: Uint8Array,
  key: KeyOrRing,
): Promise<string> {
  return sign(header, payload, key)
}

/**
 * The synchronous twin of {@link signCompact}, for HMAC algorithms where the runtime has synchronous crypto.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED`
 * @throws JwtOptionError as {@link signCompact}
 */
export function signCompactSync(header: SigningHeader, payload: Uint8Array, key: KeyOrRing): string {
  return now(sign(header, payload, key))
}

function verify(
  token: string,
  key: KeyOrRing,
  options: VerifyCompactOptions,
): VerifiedCompact | PromiseLike<VerifiedCompact> {
  const read = readOptions<VerifyCompactOptions>('options', options, VERIFY_OPTIONS)
  return verifyToken(token, takeKeyOrRing('secret', key), read, VERIFYING, BY_ISSUER_OR_KID, giveBytes)
}

function giveBytes({ parts, keyId }: Verified): VerifiedCompact {
  return { header: parts.header, payload: payloadBytes(parts), keyId }
}

/**
 * Verifies a compact JWS and returns its header and the bytes of its payload.
 *
 * @throws JwtDecodeError when the token cannot be trusted
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export async function verifyCompact(
  token: string,
  key: KeyOrRing,
  options: VerifyCompactOptions = {},
): Promise<VerifiedCompact> {
  return verify(token, key, options)
}

/**
 * The synchronous twin of {@link verifyCompact}, for HMAC algorithms where the runtime has synchronous crypto.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED`
 * @throws JwtDecodeError when the token cannot be trusted
 */
export function verifyCompactSync(
  token: string,
  key: KeyOrRing,
  options: VerifyCompactOptions = {},
): VerifiedCompact {
  return now(verify(token, key, options))
}
