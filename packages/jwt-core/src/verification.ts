import { verifyHmac, verifyHmacSync } from '#platform'
import { ALGORITHM, type Algorithm, HMAC_ALGORITHMS, type HmacAlgorithm, isHmac } from './algorithm.ts'
import { checkList, checkOptions } from './check.ts'
import {
  type CompactParts,
  checkSignaturePart,
  type JwtHeader,
  parseCompact,
  parseJsonPart,
  type SizeOptions,
} from './compact.ts'
import { JwtDecodeError, JwtError, type JwtErrorCode } from './errors.ts'
import { checkHmacSecret, type HmacSecret, type Key, type KeyOrRing } from './key.ts'
import { chooseKey, isKeyRing } from './key_ring.ts'

export interface VerifyCompactOptions extends SizeOptions {
  /** The algorithms the verifier takes. Default: those that fit the key; HS* for a secret. */
  readonly algorithms?: readonly Algorithm[] | undefined
}

/** A verified compact JWS. */
export interface VerifiedCompact {
  readonly header: JwtHeader
  readonly payload: Uint8Array
}

/** The algorithms that fit a key, which is checked: the verifier's own wish never widens them. */
export type FittingAlgorithms = (key: Key) => readonly Algorithm[]

/** For tokens that are always signed with a shared secret. */
export const hmacOnly: FittingAlgorithms = (key) => {
  checkHmacSecret('secret', key)
  return HMAC_ALGORITHMS
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
  return new JwtError('ERR_SYNC_UNSUPPORTED', `${alg} has no synchronous form; call the async twin`)
}

function refuseKey(code: JwtErrorCode, problem: string): JwtError {
  return new JwtDecodeError(code, problem)
}

/** A token taken apart, with the key to verify it, which may have to be waited for: what both twins share. */
export interface Verification {
  readonly parts: CompactParts
  readonly key: Key | Promise<Key>
}

export function beginVerification(
  token: string,
  secret: KeyOrRing,
  options: VerifyCompactOptions,
  fitting: FittingAlgorithms,
): Verification {
  const { algorithms } = checkOptions('options', options)
  if (algorithms !== undefined)
    checkList(
      'algorithms',
      algorithms.length === 0 ? (undefined as never) : algorithms,
      'a list of algorithms such as HS256',
      (name) => ALGORITHM.test(name as string),
    )
  if (!isKeyRing(secret)) fitting(secret)
  const parts = parseCompact(token, options)
  const { header } = parts
  if ('crit' in header || 'b64' in header)
    throw new JwtDecodeError('ERR_TOKEN_MALFORMED', 'the header asks for an extension')
  const key = chooseKey(secret, () => [parseIssuer(parts.payload), header.kid], refuseKey)
  return { parts, key }
}

/** The token's algorithm, once the verifier takes it and it fits the key. */
export function chooseAlgorithm(
  { parts }: Verification,
  key: Key,
  { algorithms }: VerifyCompactOptions,
  fitting: FittingAlgorithms,
): Algorithm {
  const fit = fitting(key)
  const alg = parts.header.alg as Algorithm
  if (!(algorithms ?? fit).includes(alg))
    throw new JwtDecodeError('ERR_ALGORITHM_NOT_ALLOWED', 'the alg is not one the verifier takes')
  if (!fit.includes(alg)) throw new JwtDecodeError('ERR_KEY_INVALID', `the key is not one for ${alg}`)
  return alg
}

export function finishVerification({ parts }: Verification, valid: boolean): VerifiedCompact {
  if (!valid) {
    checkSignaturePart(parts)
    throw new JwtDecodeError('ERR_SIGNATURE_INVALID', 'the token was not signed with this key')
  }
  return parts
}

/** Checks an HMAC signature. */
export function checkSignature(
  { parts }: Verification,
  alg: Algorithm,
  key: Key,
): boolean | Promise<boolean> {
  return verifyHmac(alg as HmacAlgorithm, key as HmacSecret, parts.signingInput, parts.signature)
}

/** The synchronous twin of {@link checkSignature}. */
export function checkSignatureSync({ parts }: Verification, alg: Algorithm, key: Key): boolean {
  if (!isHmac(alg)) throw syncOnlyHmac(alg)
  return verifyHmacSync(alg, key as HmacSecret, parts.signingInput, parts.signature)
}
