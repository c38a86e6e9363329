export type { Grant } from '@x/access-token'
export type { Key, KeyOrRing, KeyRing } from '@x/jwt-core/token'
export type { CorsOptions } from './cors.ts'
export { createTokenEndpoint, type TokenEndpoint } from './endpoint.ts'
export type { TokenEvent } from './events.ts'
export {
  createIssuer,
  type FindCredentials,
  type Issued,
  type Issuer,
  type IssuerCredentials,
  type IssuerOptions,
} from './issuer.ts'
export type { KeyUse } from './key_uses.ts'
export type { Limiter, LimiterResult } from './limiter.ts'
export { type MemoryLimiterOptions, memoryLimiter } from './memory_limiter.ts'
export type { Format, FormatResult, TokenEndpointOptions, TokenMethod } from './options.ts'
export { type Denial, deny, type Permit } from './permit.ts'
export type { RefusalReason } from './refusals.ts'
export type { WebRequest, WebResponse } from './web_types.ts'
