export { AccessTokenGrant, type Grant, type GrantType } from '@x/jwt-core/grant'
export {
  type Algorithm,
  type HmacAlgorithm,
  JwtDecodeError,
  JwtError,
  type JwtErrorCode,
  JwtOptionError,
} from '@x/jwt-core/token'
export type {
  AccessTokenAlgorithm,
  AccessTokenClaims,
  AccessTokenOptions,
} from './access_token.ts'
export { VerifiedAccessToken } from './verified_access_token.ts'
export {
  type VerifyAccessTokenOptions,
  verifyAccessToken,
  verifyAccessTokenSync,
} from './verify_access_token.ts'
export { AccessToken } from './verifying_access_token.ts'
