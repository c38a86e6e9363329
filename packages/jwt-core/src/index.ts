export { JwtDecodeError, JwtError, type JwtErrorCode, JwtOptionError } from './errors.ts'
export type { Algorithm, AsymmetricAlgorithm, HmacAlgorithm } from './jws/algorithms.ts'
export type { JwtHeader, SizeOptions } from './jws/compact.ts'
export {
  signCompact,
  signCompactSync,
  type VerifiedCompact,
  verifyCompact,
  verifyCompactSync,
} from './jws/compact_jws.ts'
export type { SigningHeader } from './jws/family.ts'
export type { VerifyCompactOptions } from './jws/verification.ts'
export type { ClaimOptions, JwtPayload } from './jwt/claims.ts'
export { type DecodedJwt, type DecodeOptions, decodeUnverified } from './jwt/decoding.ts'
export { type EncodeOptions, Jwt, type JwtOptions } from './jwt/jwt.ts'
export type { LifetimeOptions } from './jwt/lifetime.ts'
export type { CryptoKeyLike, JsonWebKeyLike, Key, KeyObjectLike } from './keys/key.ts'
export {
  createKeyResolver,
  type KeyResolver,
  type KeyResolverOptions,
  type ResolveKey,
} from './keys/key_resolver.ts'
export { createKeyRing, type KeyOrRing, type KeyRing, type KeyRingOptions } from './keys/key_ring.ts'
export { parseKeyRing } from './keys/key_ring_json.ts'
