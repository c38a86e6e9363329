export type { Algorithm, AsymmetricAlgorithm, HmacAlgorithm } from './algorithm.ts'
export { checkOptionalText, checkOptions, checkText, describe, isRecord, refuse } from './check.ts'
export { type ClaimOptions, type JwtPayload, refuseClaim, requireClaim } from './claims.ts'
export type { JwtHeader, SizeOptions } from './compact.ts'
export { JwtDecodeError, JwtError, type JwtErrorCode, JwtOptionError } from './errors.ts'
export {
  type DecodedJwt,
  type DecodeOptions,
  type HmacHeader,
  signHmacJwt,
  signHmacJwtSync,
  verifyHmacJwt,
  verifyHmacJwtSync,
} from './hmac_jwt.ts'
export {
  type SigningHeader,
  signCompact,
  signCompactSync,
  verifyCompact,
  verifyCompactSync,
} from './jws.ts'
export { decodeUnverified, type EncodeOptions, Jwt, type JwtOptions } from './jwt.ts'
export type { CryptoKeyLike, HmacSecret, JsonWebKeyLike, Key, KeyObjectLike } from './key.ts'
export { checkHmacSecret } from './key.ts'
export { createKeyResolver, type KeyResolverOptions, type ResolveKey } from './key_resolver.ts'
export { createKeyRing, isKeyRing, type KeyOrRing, type KeyRing, type KeyRingOptions } from './key_ring.ts'
export { parseKeyRing } from './key_ring_json.ts'
export {
  checkLifetime,
  checkTime,
  checkTtl,
  epochSeconds,
  expiry,
  type Lifetime,
  type LifetimeOptions,
  MAX_TTL,
} from './lifetime.ts'
export { checkSharedSecret } from './shared_secret.ts'
export {
  type AccountSid,
  type ApiKeySid,
  type ApplicationSid,
  type CredentialSid,
  checkOptionalSid,
  checkSid,
  isSid,
  type ServiceSid,
  type Sid,
  type SidPrefix,
  type TaskQueueSid,
  type WorkerSid,
  type WorkspaceSid,
} from './sid.ts'
export type { VerifiedCompact, VerifyCompactOptions } from './verification.ts'
