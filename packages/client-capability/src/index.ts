export {
  JwtError,
  type JwtErrorCode,
  JwtOptionError,
  type Key,
  type KeyOrRing,
  type KeyRing,
  type LifetimeOptions,
} from '@x/jwt-core/token'
export {
  type ClientCapabilityClaims,
  ClientCapabilityToken,
  type ClientCapabilityTokenOptions,
} from './client_capability_token.ts'
export { encodeQuery, type QueryMembers, type ScopeParams } from './query.ts'
export type { Scope } from './scope.ts'
export type { OutgoingClientOptions } from './scopes/outgoing_client_scope.ts'
