export { AccessTokenGrant, type Grant, type GrantType } from '@x/jwt-core/grant'
export {
  AccessToken,
  type AccessTokenAlgorithm,
  type AccessTokenClaims,
  type AccessTokenOptions,
  type VerifyAccessTokenOptions,
} from './access_token.ts'
export { VerifiedAccessToken } from './verified_access_token.ts'
