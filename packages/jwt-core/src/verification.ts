import { verifyHmac, verifyHmacSync } from '#platform'
import {
  ALGORITHMS,
  type Algorithm,
  ASYMMETRIC_ALGORITHMS,
  checkAlgorithm,
  HMAC_ALGORITHMS,
  isHmac,
} from './algorithm.ts'
import { checkOptions, describe } from './check.ts'
import {
  type CompactParts,
  checkSignaturePart,
  type JwtHeader,
  parseCompact,
  parseJsonPart,
  type SizeOptions,
} from './compact.ts'
import { JwtDecodeError, JwtError, JwtOptionError } from './errors.ts'
import { checkHmacSecret, type HmacSecret, type Key, type KeyOrRing, keyFamily } from './key.ts'
import { findKey, isKeyRing } from './key_ring.ts'

export interface VerifyCompactOptions extends SizeOptions {
  /** The algorithms the verifier takes. Default: those that fit the key; HS* for a secret. */
  readonly algorithms?: readonly Algorithm[] | undefined
}

/** A verified compact JWS. */
export interface VerifiedCompact {
  readonly header: JwtHeader
  readonly payload: Uint8Array
}

/** The `iss` of a payload, before anything is verified: good for choosing a key, for nothing else. */
export function parseIssuer(payload: Uint8Array): unknown {
  try {
    return parseJsonPart('payload', payload).iss
  } catch {
    return undefined // bytes that are no claims: the ring goes by `kid`
  }
}

export function syncOnlyHmac(alg: string): JwtError {
  return new JwtError(
    'ERR_SYNC_UNSUPPORTED',
    `${alg} has no synchronous form; call the promise-returning twin`,
  )
}

/** A token taken apart, with the key and algorithm to verify it: what both twins share. */
export interface Verification {
  readonly parts: CompactParts
  readonly alg: Algorithm
  readonly key: Key
}

export function beginVerification(
  token: string,
  secret: KeyOrRing,
  options: VerifyCompactOptions,
): Verification {
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
  if (!fitting.includes(alg)) throw new JwtDecodeError('ERR_KEY_INVALID', `the key is not one for ${alg}`)
  if (isHmac(alg)) checkHmacSecret('secret', key)
  return { parts, alg, key }
}

export function finishVerification({ parts }: Verification, valid: boolean): VerifiedCompact {
  if (!valid) checkSignaturePart(parts)
  if (!valid) throw new JwtDecodeError('ERR_SIGNATURE_INVALID', 'the token was not signed with this key')
  return { header: parts.header, payload: parts.payload }
}

/** Checks an HMAC signature; a key pair's token is refused. */
export async function checkSignature({ parts, alg, key }: Verification): Promise<boolean> {
  if (!isHmac(alg)) throw onlyHmac(alg)
  return verifyHmac(alg, key as HmacSecret, parts.signingInput, parts.signature)
}

/** The synchronous twin of {@link checkSignature}. */
export function checkSignatureSync({ parts, alg, key }: Verification): boolean {
  if (!isHmac(alg)) throw syncOnlyHmac(alg)
  return verifyHmacSync(alg, key as HmacSecret, parts.signingInput, parts.signature)
}

function onlyHmac(alg: string): JwtDecodeError {
  return new JwtDecodeError(
    'ERR_ALGORITHM_NOT_ALLOWED',
    `the token is signed with ${alg}; it takes an HMAC algorithm`,
  )
}
