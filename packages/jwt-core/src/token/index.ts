// The door for authors of token packages: what the packages of this toolkit are made with.
export { isBranded } from '../brand.ts'
export { copyBytes, isBytes, latin1 } from '../bytes.ts'
export { JwtDecodeError, JwtError, type JwtErrorCode, JwtOptionError } from '../errors.ts'
export { FIXED_PAYLOAD } from '../grant/fixed_payload.ts'
export {
  type Algorithm,
  type AsymmetricAlgorithm,
  HMAC_ALGORITHMS,
  type HmacAlgorithm,
  isHmac,
} from '../jws/algorithms.ts'
export type { JwtHeader } from '../jws/compact.ts'
export { type ClaimOptions, checkClaims, type JwtPayload, refuseClaim, requireClaim } from '../jwt/claims.ts'
export {
  DECODE_OPTIONS,
  type DecodedJwt,
  type DecodeOptions,
  decodeUnverified,
  type VerifiedJwt,
} from '../jwt/decoding.ts'
export {
  checkedExpiry,
  checkTime,
  checkTtl,
  epochSeconds,
  expiry,
  LIFETIME_OPTIONS,
  type Lifetime,
  type LifetimeOptions,
  resolveLifetime,
} from '../jwt/lifetime.ts'
export {
  type CryptoKeyLike,
  type JsonWebKeyLike,
  type Key,
  type KeyObjectLike,
  takeKey,
} from '../keys/key.ts'
export { type KeyPair, type PairKey, readKeyPair } from '../keys/key_pair.ts'
export { isKeyRing, type KeyOrRing, type KeyRing } from '../keys/key_ring.ts'
export {
  type Check,
  checkFlag,
  checkList,
  checkName,
  checkOptionalText,
  checkText,
  copyJson,
  describe,
  fixMembers,
  isPlain,
  isRecord,
  NOTHING,
  type OptionTable,
  optional,
  readOptions,
  refuse,
} from '../options.ts'
export { keepShape } from '../shapes.ts'
export {
  type HmacHeader,
  type HmacTokenKind,
  signHmacJwt,
  signHmacJwtSync,
  verifyHmacJwt,
  verifyHmacJwtSync,
} from './hmac_jwt.ts'
export { MAX_IDENTITY_LENGTH, MAX_TTL, MILLISECONDS_FROM } from './limits.ts'
export { decodeBase64Url, decodeUtf8, encodeBase64Url, encodeUtf8, sha256Hex, verifyHmac } from './runtime.ts'
export { AUTH_TOKEN, checkSecretText } from './secret_text.ts'
export { takeSecret, takeSharedSecret } from './shared_secret.ts'
export { checkSid, isSid, SID_KINDS, type Sid, type SidPrefix, sidKind, WHOLE_SID } from './sids.ts'
export { checkNoStray, nameStray, STRAY } from './stray.ts'
export { escapeUnseen } from './unseen.ts'
