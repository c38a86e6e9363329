import { AccessToken as Class } from '../../../dist/v3/access_token.cjs'
import type {
  AccessTokenClass,
  BaseGrant,
  ChatOptions,
  ChatPayload,
  ConversationsOptions,
  ConversationsPayload,
  GrantClass,
  PlaybackOptions,
  PlaybackPayload,
  SyncOptions,
  SyncPayload,
  TaskRouterOptions,
  TaskRouterPayload,
  TokenOptions,
  VideoOptions,
  VideoPayload,
  VoiceOptions,
  VoicePayload,
} from '../../../dist/v3/index.cjs'

declare class AccessToken extends Class {
  static ALGORITHMS: string[]
  static DEFAULT_ALGORITHM: 'HS256'
  static ChatGrant: AccessTokenClass['ChatGrant']
  static ConversationsGrant: AccessTokenClass['ConversationsGrant']
  static IpMessagingGrant: AccessTokenClass['IpMessagingGrant']
  static PlaybackGrant: AccessTokenClass['PlaybackGrant']
  static SyncGrant: AccessTokenClass['SyncGrant']
  static TaskRouterGrant: AccessTokenClass['TaskRouterGrant']
  static VideoGrant: AccessTokenClass['VideoGrant']
  static VoiceGrant: AccessTokenClass['VoiceGrant']
}

// The types themselves: what an application exports of them can be declared through this file alone.
declare namespace AccessToken {
  export type ChatGrant = InstanceType<AccessTokenClass['ChatGrant']>
  export type ConversationsGrant = InstanceType<AccessTokenClass['ConversationsGrant']>
  export type IpMessagingGrant = InstanceType<AccessTokenClass['IpMessagingGrant']>
  export type PlaybackGrant = InstanceType<AccessTokenClass['PlaybackGrant']>
  export type SyncGrant = InstanceType<AccessTokenClass['SyncGrant']>
  export type TaskRouterGrant = InstanceType<AccessTokenClass['TaskRouterGrant']>
  export type VideoGrant = InstanceType<AccessTokenClass['VideoGrant']>
  export type VoiceGrant = InstanceType<AccessTokenClass['VoiceGrant']>
  export {
    type BaseGrant as Grant,
    type ChatOptions as ChatGrantOptions,
    type ChatPayload as ChatGrantPayload,
    type ConversationsOptions as ConversationsGrantOptions,
    type ConversationsPayload as ConversationsGrantPayload,
    type GrantClass,
    type PlaybackOptions as PlaybackGrantOptions,
    type PlaybackPayload as PlaybackGrantPayload,
    type SyncOptions as SyncGrantOptions,
    type SyncPayload as SyncGrantPayload,
    type TaskRouterOptions as TaskRouterGrantOptions,
    type TaskRouterPayload as TaskRouterGrantPayload,
    type TokenOptions as AccessTokenOptions,
    type VideoOptions as VideoGrantOptions,
    type VideoPayload as VideoGrantPayload,
    type VoiceOptions as VoiceGrantOptions,
    type VoicePayload as VoiceGrantPayload,
  }
}

export = AccessToken
