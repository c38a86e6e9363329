import { type Check, refuse } from '../options.ts'

/** Algorithms with a shared secret (RFC 7518 section 3.2). */
export type HmacAlgorithm = 'HS256' | 'HS384' | 'HS512'

/** Signature algorithms with a key pair (RFC 7518 sections 3.3 to 3.5, RFC 8037, RFC 9864). */
export type AsymmetricAlgorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA'
  | 'Ed25519'

/** Every algorithm that can sign or verify. `none` is not among them. */
export type Algorithm = HmacAlgorithm | AsymmetricAlgorithm

export const HMAC_ALGORITHMS: readonly HmacAlgorithm[] = /* @__PURE__ */ Object.freeze([
  'HS256',
  'HS384',
  'HS512',
] as const)

/** The name of any algorithm; `none` is not one. */
const ALGORITHM = /^(?:[HRPE]S(?:256|384|512)|EdDSA|Ed25519)$/

export function isHmac(value: unknown): value is HmacAlgorithm {
  return HMAC_ALGORITHMS.includes(value as HmacAlgorithm)
}

/**
 * Checks the algorithm a caller asks for.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkAlgorithm(option: string, value: unknown): Algorithm {
  return typeof value === 'string' && ALGORITHM.test(value)
    ? (value as Algorithm)
    : refuse(option, 'an algorithm such as HS256 or RS256', value)
}

/** The algorithms a verifier takes: at least one. */
export const checkAlgorithms: Check<readonly Algorithm[]> = (option, value) => {
  if (!Array.isArray(value) || value.length === 0)
    return refuse(option, 'a list of algorithms such as HS256', value)
  return value.map((each) => checkAlgorithm(option, each))
}
