import { encodeUtf8 } from '#platform'
import { isBytes } from '../bytes.ts'
import { JwtDecodeError, type JwtError } from '../errors.ts'
import { type CryptoKeyLike, type HmacSecret, invalidKey, type Key, keyFamily } from '../keys/key.ts'
import { type ChosenKey, chooseKey, type KeyOrRing, type RefuseKey } from '../keys/key_ring.ts'
import { checkFlag, type OptionTable } from '../options.ts'
import { whenReady } from '../waiting.ts'
import { type Algorithm, checkAlgorithms } from './algorithms.ts'
import {
  type CompactParts,
  checkSignaturePart,
  claimsOf,
  type JwtHeader,
  parseCompact,
  SIZE_OPTIONS,
  type SizeOptions,
} from './compact.ts'
import type { Families, VerifyingKey } from './family.ts'

export interface VerifyCompactOptions extends SizeOptions {
  /** The algorithms the verifier takes. Default: those that fit the key; HS* for a secret. */
  readonly algorithms?: readonly Algorithm[]
  /**
   * Whether an HMAC secret must be as long as its hash, which RFC 7518 section 3.2 asks for: 32 bytes for HS256, 48 for
   * HS384, 64 for HS512. A shorter one is refused with `ERR_KEY_INVALID`. Default false.
   */
  readonly strictSecretLength?: boolean
}

/** The options of {@link VerifyCompactOptions}. */
export const VERIFY_OPTIONS: OptionTable<VerifyCompactOptions> = /* @__PURE__ */ Object.assign(
  { algorithms: checkAlgorithms, strictSecretLength: checkFlag },
  SIZE_OPTIONS,
)

/** A token whose signature is good. */
export interface Verified {
  readonly parts: CompactParts
  /** The id under which a ring holds the key that verified it; undefined where there was no ring to choose from. */
  readonly keyId: string | undefined
}

/** How a token names its key to a ring, before anything is verified: good for choosing a key, for nothing else. */
export interface NameKey {
  readonly ids: (parts: CompactParts) => readonly unknown[]
  /** What every such id begins with. */
  readonly prefix?: string | undefined
}

/** By `iss`, and by `kid` where no key is held under it. */
export const BY_ISSUER_OR_KID: NameKey = { ids: (parts) => [claimsOf(parts)?.iss, parts.header.kid] }

const refuseKey: RefuseKey = (code, problem) => new JwtDecodeError(code, `key ring: ${problem}`)

/**
 * Verifies a compact JWS, in this order: its shape, its algorithm, its key, its signature. The one place where each
 * of these is decided, for all kinds of tokens and both twins: what it gives is a promise only where the key or the
 * signature has to be waited for.
 *
 * @throws JwtDecodeError when the token cannot be trusted
 * @throws JwtOptionError `ERR_KEY_INVALID` when the key cannot be used at all
 */
export function verifyToken<Result>(
  token: unknown,
  key: KeyOrRing,
  options: VerifyCompactOptions,
  families: Families<VerifyingKey>,
  nameKey: NameKey,
  finish: (verified: Verified) => Result,
): Result | PromiseLike<Result> {
  const parts = parseCompact(token, options)
  const { header } = parts
  if ('crit' in header || 'b64' in header)
    throw new JwtDecodeError('ERR_TOKEN_MALFORMED', 'the header asks for an extension')
  // An algorithm that the verifier does not take is refused before a key is asked for.
  if (options.algorithms !== undefined) checkTaken(options.algorithms, header)
  const chosen = chooseKey(key, () => nameKey.ids(parts), refuseKey, nameKey.prefix)
  return whenReady(chosen, ({ key, id: keyId }: ChosenKey) => {
    const { alg, use } = settle(header, key, keyId, options, families)
    return whenReady(use.verify(alg, parts), (valid) => {
      if (!valid) refuseSignature(parts)
      return finish({ parts, keyId })
    })
  })
}

function checkTaken(algorithms: readonly Algorithm[], { alg }: JwtHeader): Algorithm {
  if (algorithms.includes(alg as Algorithm)) return alg as Algorithm
  throw new JwtDecodeError('ERR_ALGORITHM_NOT_ALLOWED', 'the alg is not one the verifier takes', {
    claim: 'alg',
  })
}

/** The token's algorithm: one that the verifier takes and that fits the key, which the token never widens. */
function settle(
  header: JwtHeader,
  key: Key,
  keyId: string | undefined,
  { algorithms, strictSecretLength }: VerifyCompactOptions,
  families: Families<VerifyingKey>,
): { readonly alg: Algorithm; readonly use: VerifyingKey } {
  const option = keyId === undefined ? 'secret' : `the key ${keyId}`
  const use = (families[keyFamily(key)] ?? families.hmac)(option, key)
  const alg = checkTaken(algorithms ?? use.algorithms, header)
  if (!use.algorithms.includes(alg))
    throw new JwtDecodeError('ERR_KEY_INVALID', `the key is not one for ${alg}`)
  if (strictSecretLength && use.secret !== undefined) checkSecretLength(option, use.secret, alg)
  return { alg, use }
}

/** HS256 asks for the shortest secret: one that is shorter still fits no token. */
const LEAST_BYTES = 32

/** How many bits the secret in an HMAC `CryptoKey` has (Web Cryptography API, HmacKeyAlgorithm). */
function bitsOf({ algorithm }: CryptoKeyLike): number {
  return (algorithm as { readonly length?: number }).length ?? 0
}

function checkSecretLength(option: string, secret: HmacSecret, alg: Algorithm): void {
  const bytes = typeof secret === 'string' ? encodeUtf8(secret) : secret
  const length = isBytes(bytes) ? bytes.length : bitsOf(bytes) / 8
  const least = Number(alg.slice(2)) / 8
  if (length >= least) return
  const problem = `is a secret of ${length} bytes, and RFC 7518 section 3.2 asks for ${least} with ${alg}`
  if (length < LEAST_BYTES) throw invalidKey(option, problem)
  throw new JwtDecodeError('ERR_KEY_INVALID', `${option} ${problem}`)
}

function refuseSignature(parts: CompactParts): JwtError {
  checkSignaturePart(parts)
  throw new JwtDecodeError('ERR_SIGNATURE_INVALID', 'the token was not signed with this key')
}
