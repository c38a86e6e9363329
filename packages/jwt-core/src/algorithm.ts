import { refuse } from './check.ts'

/** Algorithms with a shared secret (RFC 7518 section 3.2). */
export type HmacAlgorithm = 'HS256' | 'HS384' | 'HS512'

/** Signature algorithms with a key pair (RFC 7518 sections 3.3 to 3.5, RFC 8037). */
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

/** Every algorithm that can sign or verify. `none` is not among them. */
export type Algorithm = HmacAlgorithm | AsymmetricAlgorithm

export const HMAC_ALGORITHMS: readonly HmacAlgorithm[] = ['HS256', 'HS384', 'HS512']
export const ASYMMETRIC_ALGORITHMS: readonly AsymmetricAlgorithm[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]

/** The name of any algorithm; `none` is not one. */
const ALGORITHM = /^(?:[HRPE]S(?:256|384|512)|EdDSA)$/

export function isHmac(value: unknown): value is HmacAlgorithm {
  return HMAC_ALGORITHMS.includes(value as HmacAlgorithm)
}

export function isAsymmetric(value: unknown): value is AsymmetricAlgorithm {
  return ASYMMETRIC_ALGORITHMS.includes(value as AsymmetricAlgorithm)
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
