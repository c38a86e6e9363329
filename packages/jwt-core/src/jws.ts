import { encodeBase64Url, signHmac, signHmacSync, verifyHmac, verifyHmacSync } from '#platform'
import {
  type Algorithm,
  ASYMMETRIC_ALGORITHMS,
  type AsymmetricAlgorithm,
  checkAlgorithm,
  HMAC_ALGORITHMS,
  isAsymmetric,
  isHmac,
} from './algorithm.ts'
import { signAsymmetric, verifyAsymmetric } from './asymmetric.ts'
import { checkOptions, refuse } from './check.ts'
import { type CompactParts, checkSignaturePart, type JwtHeader } from './compact.ts'
import { JwtError, JwtOptionError } from './errors.ts'
import { stringifyJson } from './json.ts'
import { checkHmacSecret, type HmacSecret, type Key, keyFamily } from './key.ts'
import { checkKeyOrRing, chooseKey, type KeyOrRing, keyNow } from './key_ring.ts'
import {
  beginVerification,
  chooseAlgorithm,
  finishVerification,
  parseIssuer,
  type VerifiedCompact,
  type VerifyCompactOptions,
} from './verification.ts'

/** A header whose algorithm is settled. */
export type SigningHeader = JwtHeader & { readonly alg: Algorithm }

function checkHeader(header: SigningHeader): SigningHeader {
  checkOptions('header', header)
  checkAlgorithm('header.alg', header.alg)
  if (header.crit !== undefined || header.b64 !== undefined)
    throw new JwtOptionError('header', 'must not hold crit or b64: no extension is supported')
  return header
}

function checkPayload(payload: Uint8Array): Uint8Array {
  return payload instanceof Uint8Array ? payload : refuse('payload', 'bytes (Uint8Array)', payload)
}

/** The one key to sign with: from a ring, the one held under the token's own `iss` or `kid`. */
function signingKey(key: KeyOrRing, header: JwtHeader, payload: Uint8Array): Key | Promise<Key> {
  return chooseKey(
    key,
    () => [parseIssuer(payload), header.kid],
    (code, problem) => new JwtOptionError('key', `is a key ring: ${problem}`, code),
  )
}

function syncOnlyHmac(alg: string): JwtError {
  return new JwtError('ERR_SYNC_UNSUPPORTED', `${alg} has no synchronous form; call the async twin`)
}

/** The algorithm of a token, settled by what `key` is. */
function algorithmFor(parts: CompactParts, key: Key, options: VerifyCompactOptions): Algorithm {
  const family = keyFamily('secret', key)
  const alg = chooseAlgorithm(parts, family === 'hmac' ? HMAC_ALGORITHMS : ASYMMETRIC_ALGORITHMS, options)
  if (family === 'hmac') checkHmacSecret('secret', key)
  return alg
}

function signingInput(header: SigningHeader, payload: Uint8Array): string {
  return `${encodeBase64Url(stringifyJson('header', header))}.${encodeBase64Url(payload)}`
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
  const { alg } = checkHeader(header)
  const chosen = await signingKey(key, header, checkPayload(payload))
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
  const chosen = keyNow(signingKey(key, header, checkPayload(payload)))
  const input = signingInput(header, payload)
  return `${input}.${signHmacSync(alg, checkHmacSecret('key', chosen), input)}`
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
  checkKeyOrRing('secret', key)
  const { parts, findKey } = beginVerification(token, key, options)
  const found = await findKey()
  const alg = algorithmFor(parts, found, options)
  if (isHmac(alg))
    return finishVerification(
      parts,
      await verifyHmac(alg, found as HmacSecret, parts.signingInput, parts.signature),
    )
  checkSignaturePart(parts)
  return finishVerification(parts, await verifyAsymmetric('secret', alg, parts, found))
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
  checkKeyOrRing('secret', key)
  const { parts, findKey } = beginVerification(token, key, options)
  const found = keyNow(findKey())
  const alg = algorithmFor(parts, found, options)
  if (!isHmac(alg)) throw syncOnlyHmac(alg)
  const valid = verifyHmacSync(alg, found as HmacSecret, parts.signingInput, parts.signature)
  return finishVerification(parts, valid)
}
