// The types by name, so that an application's declarations can speak of what it exports.
export type { AccessToken } from './access_token.ts'
export type { ClientCapability, ClientCapabilityOptions } from './client_capability.ts'
export type {
  EventStreamScope,
  IncomingClientScope,
  OutgoingClientScope,
  OutgoingClientScopeOptions,
  Scope,
} from './client_scopes.ts'
export type {
  BaseGrant,
  ChatGrant,
  ChatOptions,
  ChatPayload,
  PlaybackGrant,
  PlaybackOptions,
  PlaybackPayload,
  SyncGrant,
  SyncOptions,
  SyncPayload,
  TaskRouterGrant,
  TaskRouterOptions,
  TaskRouterPayload,
  VideoGrant,
  VideoOptions,
  VideoPayload,
  VoiceGrant,
  VoiceOptions,
  VoicePayload,
} from './grants.ts'
export { type JwtNamespace, jwt } from './jwt.ts'
export type { Policy, PolicyOptions, PolicyPayload } from './policy.ts'
export type { RequestCanonicalizer } from './request_canonicalizer.ts'
export type { TaskRouterCapability, TaskRouterCapabilityOptions } from './task_router_capability.ts'
export type { TaskRouterUtil } from './task_router_util_type.ts'
// biome-ignore lint/style/noDefaultExport: `import twilio from` and `twilio.jwt` must work with the import changed alone
export { twilio as default } from './twilio.ts'
export type { ValidationToken, ValidationTokenOptions } from './validation_token.ts'
