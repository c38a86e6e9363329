import { encodeBase64Url, signHmac, signHmacSync, verifyHmac, verifyHmacSync } from '#platform'
import {
  ASYMMETRIC_ALGORITHMS,
  type Algorithm,
  type AsymmetricAlgorithm,
  checkAlgorithm,
  HMAC_ALGORITHMS,
  type HmacAlgorithm,
  isAsymmetric,
  isHmac,
} from './algorithm.ts'
import { signAsymmetric, verifyAsymmetric } from './asymmetric.ts'
import { checkOptions, describe } from './check.ts'
import { type CompactParts, type JwtHeader, parseCompact, parseJsonPart, type SizeOptions } from './compact.ts'
import { JwtDecodeError, JwtError, JwtOptionError } from './errors.ts'
import { checkHmacSecret, type Key, type KeyOrRing, keyFamily } from './key.ts'
import { findKey, isKeyRing } from './key_ring.ts'

const ALGORITHMS: readonly Algorithm[] = [...HMAC_ALGORITHMS, ...ASYMMETRIC_ALGORITHMS]

export interface VerifyCompactOptions extends SizeOptions {
  /** The algorithms the verifier takes. Default: those that fit the key; HS* for a secret. */
  readonly algorithms?: readonly Algorithm[] | undefined
}

/** A verified compact JWS. */
export interface VerifiedCompact {
  readonly header: JwtHeader
  readonly payload: Uint8Array
}

/** A header whose algorithm is settled. */
export type SigningHeader = JwtHeader & { readonly alg: Algorithm }

function checkHeader(header: SigningHeader): SigningHeader {
  checkOptions('header', header)
  checkAlgorithm('header.alg', header.alg, ALGORITHMS)
  if (header.crit !== undefined || header.b64 !== undefined)
    throw new JwtOptionError('header', 'must not hold crit or b64: no extension is supported')
  return header
}

function checkPayload(payload: Uint8Array): Uint8Array {
  if (payload instanceof Uint8Array) return payload
  throw new JwtOptionError('payload', `must be bytes (Uint8Array), got ${describe(payload)}`)
}

function parseIssuer(payload: Uint8Array): unknown {
  try {
    return parseJsonPart('payload', payload).iss
  } catch {
    return undefined // bytes that are no claims: the ring goes by `kid`
  }
}

/** The one key to sign with: from a ring, the one held under the token's own `iss` or `kid`. */
function signingKey(key: KeyOrRing, header: JwtHeader, payload: Uint8Array): Key {
  if (!isKeyRing(key)) return key
  const found = findKey(key, parseIssuer(payload), header.kid)
  if (found !== undefined) return found
  throw new JwtOptionError('key', "ring holds no key for the token's iss or kid", 'ERR_KEY_UNKNOWN')
}

function syncOnlyHmac(alg: string): JwtError {
  return new JwtError('ERR_SYNC_UNSUPPORTED', `${alg} has no synchronous form; call the promise-returning twin`)
}

function signingInput(header: SigningHeader, payload: Uint8Array): string {
  return `${encodeBase64Url(JSON.stringify(header))}.${encodeBase64Url(payload)}`
}

/**
 * Signs bytes as a compact JWS (RFC 7515 section 7.1).
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`
 */
export async function signCompact(header: SigningHeader, payload: Uint8Array, key: KeyOrRing): Promise<string> {
  const { alg } = checkHeader(header)
  const chosen = signingKey(key, header, checkPayload(payload))
  if (isAsymmetric(alg)) {
    if (keyFamily('key', chosen) !== 'asymmetric')
      throw new JwtOptionError('key', `is a shared secret, which cannot sign ${alg}`, 'ERR_KEY_INVALID')
    return signAsymmetric('key', header as SigningHeader & { alg: AsymmetricAlgorithm }, payload, chosen)
  }
  const input = signingInput(header, payload)
  return `${input}.${await signHmac(alg, checkHmacSecret('key', chosen), input)}`
}

/**
 * The synchronous twin of {@link signCompact}, for HMAC algorithms where the runtime has synchronous crypto.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED`
 * @throws JwtOptionError as {@link signCompact}
 */
export function signCompactSync(header: SigningHeader, payload: Uint8Array, key: KeyOrRing): string {
  const { alg } = checkHeader(header)
  if (!isHmac(alg)) throw syncOnlyHmac(alg)
  const chosen = signingKey(key, header, checkPayload(payload))
  const input = signingInput(header, payload)
  return `${input}.${signHmacSync(alg, checkHmacSecret('key', chosen), input)}`
}

/** A token taken apart, with the key and algorithm to verify it: what both twins share. */
interface Verification {
  readonly parts: CompactParts
  readonly alg: Algorithm
  readonly key: Key
}

function beginVerification(token: string, secret: KeyOrRing, options: VerifyCompactOptions): Verification {
  const { algorithms } = checkOptions('options', options)
  if (algorithms !== undefined) {
    if (!Array.isArray(algorithms) || algorithms.length === 0)
      throw new JwtOptionError('algorithms', `must be a list of algorithms, got ${describe(algorithms)}`)
    for (const algorithm of algorithms) checkAlgorithm('algorithms', algorithm, ALGORITHMS)
  }
  if (!isKeyRing(secret)) keyFamily('secret', secret)
  const parts = parseCompact(token, options)
  const { header } = parts
  if ('crit' in header || 'b64' in header)
    throw new JwtDecodeError('ERR_TOKEN_MALFORMED', "the token's header asks for an extension (crit, b64)")
  const key = isKeyRing(secret) ? findKey(secret, parseIssuer(parts.payload), header.kid) : secret
  if (key === undefined)
    throw new JwtDecodeError('ERR_KEY_UNKNOWN', "no key is held for the token's iss or kid")
  const family = keyFamily('secret', key)
  const fitting: readonly Algorithm[] = family === 'hmac' ? HMAC_ALGORITHMS : ASYMMETRIC_ALGORITHMS
  const alg = header.alg as Algorithm
  if (!(algorithms ?? fitting).includes(alg))
    throw new JwtDecodeError('ERR_ALGORITHM_NOT_ALLOWED', "the token's alg is not one the verifier takes")
  if (!fitting.includes(alg))
    throw new JwtDecodeError('ERR_KEY_INVALID', `the key is not one for ${alg}`)
  if (isHmac(alg)) checkHmacSecret('secret', key)
  return { parts, alg, key }
}

function finishVerification({ parts }: Verification, valid: boolean): VerifiedCompact {
  if (!valid)
    throw new JwtDecodeError('ERR_SIGNATURE_INVALID', 'the token was not signed with this key')
  return { header: parts.header, payload: parts.payload }
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
  const verification = beginVerification(token, key, options)
  const { parts, alg } = verification
  return finishVerification(
    verification,
    isAsymmetric(alg)
      ? await verifyAsymmetric('secret', alg, parts, verification.key)
      : await verifyHmac(alg, verification.key as string, parts.signingInput, parts.signature),
  )
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
  const verification = beginVerification(token, key, options)
  const { parts, alg } = verification
  if (!isHmac(alg)) throw syncOnlyHmac(alg)
  return finishVerification(
    verification,
    verifyHmacSync(alg as HmacAlgorithm, verification.key as string, parts.signingInput, parts.signature),
  )
}
