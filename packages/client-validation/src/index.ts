export { JwtError, type JwtErrorCode, JwtOptionError, type Key } from '@x/jwt-core/token'
export {
  type ClientValidationClaims,
  ClientValidationToken,
  type ClientValidationTokenOptions,
  type RequestToSign,
} from './client_validation_token.ts'
export type { ClientValidationAlgorithm } from './private_key.ts'
export type { RequestBody } from './request_body.ts'
export type { RequestHeaders } from './signed_headers.ts'
export { createValidatingFetch, type RequestSigner } from './validating_fetch.ts'
