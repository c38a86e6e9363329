export { BaseGrant } from './grants/base_grant.ts'
export { ChatGrant, type ChatOptions, type ChatPayload } from './grants/chat_grant.ts'
export { PlaybackGrant, type PlaybackOptions, type PlaybackPayload } from './grants/playback_grant.ts'
export { SyncGrant, type SyncOptions, type SyncPayload } from './grants/sync_grant.ts'
export {
  TaskRouterGrant,
  type TaskRouterOptions,
  type TaskRouterPayload,
} from './grants/task_router_grant.ts'
export { VideoGrant, type VideoOptions, type VideoPayload } from './grants/video_grant.ts'
export { VoiceGrant, type VoiceOptions, type VoicePayload } from './grants/voice_grant.ts'
