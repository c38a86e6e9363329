import { type Algorithm, checkAlgorithm } from './algorithm.ts'
import { checkOptions, refuse } from './check.ts'
import {
  type CompactParts,
  checkSignaturePart,
  type JwtHeader,
  parseCompact,
  parseJsonPart,
  type SizeOptions,
} from './compact.ts'
import { JwtDecodeError } from './errors.ts'
import type { Key } from './key.ts'
import { chooseKey, type KeyRing, type RefuseKey } from './key_ring.ts'

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

/** A token taken apart, and how to get the key to verify it, which may have to be waited for: what both twins share. */
export interface Verification<One extends Key> {
  readonly parts: CompactParts
  readonly findKey: () => One | Promise<One>
}

export function beginVerification<One extends Key>(
  token: string,
  secret: One | KeyRing,
  options: VerifyCompactOptions,
  isNamedByKid = true,
): Verification<One> {
  const { algorithms } = checkOptions('options', options)
  if (algorithms !== undefined && !(Array.isArray(algorithms) && algorithms.length > 0))
    refuse('algorithms', 'a list of algorithms such as HS256', algorithms)
  for (const algorithm of algorithms ?? []) checkAlgorithm('algorithms', algorithm)
  const parts = parseCompact(token, options)
  const { header, payload } = parts
  if ('crit' in header || 'b64' in header)
    throw new JwtDecodeError('ERR_TOKEN_MALFORMED', 'the header asks for an extension')
  const refuseKey: RefuseKey = (code, problem) => new JwtDecodeError(code, `key ring: ${problem}`)
  const ids = () => [parseIssuer(payload), ...(isNamedByKid ? [header.kid] : [])]
  return { parts, findKey: () => chooseKey(secret, ids, refuseKey) }
}

/** The token's algorithm: one that the verifier takes and that fits the key, which the token never widens. */
export function chooseAlgorithm<Fitting extends Algorithm>(
  { header }: CompactParts,
  fitting: readonly Fitting[],
  { algorithms }: VerifyCompactOptions,
): Fitting {
  const alg = header.alg as Fitting
  if (!(algorithms ?? fitting).includes(alg))
    throw new JwtDecodeError('ERR_ALGORITHM_NOT_ALLOWED', 'the alg is not one the verifier takes')
  if (!fitting.includes(alg)) throw new JwtDecodeError('ERR_KEY_INVALID', `the key is not one for ${alg}`)
  return alg
}

export function finishVerification(parts: CompactParts, valid: boolean): VerifiedCompact {
  if (valid) return parts
  checkSignaturePart(parts)
  throw new JwtDecodeError('ERR_SIGNATURE_INVALID', 'the token was not signed with this key')
}
