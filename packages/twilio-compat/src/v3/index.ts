// The types by name, so that an application's declarations can speak of what it exports.
export type { ClientCapabilityOptions } from '../client_capability.ts'
export type { OutgoingClientScopeOptions, Scope } from '../client_scopes.ts'
export type {
  ChatOptions,
  ChatPayload,
  PlaybackOptions,
  PlaybackPayload,
  SyncOptions,
  SyncPayload,
  TaskRouterOptions,
  TaskRouterPayload,
  VideoOptions,
  VideoPayload,
  VoiceOptions,
  VoicePayload,
} from '../grants.ts'
export type { PolicyOptions, PolicyPayload } from '../policy.ts'
export type { TaskRouterCapabilityOptions } from '../task_router_capability.ts'
export type { TaskRouterUtil } from '../task_router_util_type.ts'
export type { AccessToken, AccessTokenClass, TokenOptions } from './access_token.ts'
export type { ClientCapability, ClientCapabilityClass } from './client_capability.ts'
export type { EventStreamScope, IncomingClientScope, OutgoingClientScope } from './client_scopes.ts'
export type {
  BaseGrant,
  ChatGrant,
  ConversationsGrant,
  ConversationsOptions,
  ConversationsPayload,
  GrantClass,
  IpMessagingGrant,
  PlaybackGrant,
  SyncGrant,
  TaskRouterGrant,
  VideoGrant,
  VoiceGrant,
} from './grants.ts'
export { type JwtNamespace, jwt } from './jwt.ts'
export type { Policy } from './policy.ts'
export type { TaskRouterCapability, TaskRouterCapabilityClass } from './task_router_capability.ts'
// biome-ignore lint/style/noDefaultExport: `import twilio from` and `twilio.jwt` must work with the import changed alone
export { twilio as default } from './twilio.ts'
