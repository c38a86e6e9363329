// The door for those who only mint: no verifier is behind it.
export { AccessTokenGrant, type Grant, type GrantType } from '@x/jwt-core/grant'
export { type HmacAlgorithm, JwtError, type JwtErrorCode, JwtOptionError } from '@x/jwt-core/token'
export {
  AccessToken,
  type AccessTokenAlgorithm,
  type AccessTokenClaims,
  type AccessTokenOptions,
} from './access_token.ts'
