export { ClientCapabilityToken, type ClientCapabilityTokenOptions } from './client_capability_token.ts'
export { encodeQuery, type QueryMembers, type ScopeParams } from './query.ts'
export type { Scope } from './scope.ts'
