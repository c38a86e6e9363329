export { ClientCapabilityToken, type ClientCapabilityTokenOptions } from './client_capability_token.ts'
export type { QueryMembers, ScopeParams } from './query.ts'
export type { Scope } from './scope.ts'
