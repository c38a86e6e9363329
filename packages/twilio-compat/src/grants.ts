export { ChatGrant, type ChatGrantOptions, type ChatGrantPayload } from './grants/chat_grant.ts'
export { Grant } from './grants/grant.ts'
export {
  PlaybackGrant,
  type PlaybackGrantOptions,
  type PlaybackGrantPayload,
} from './grants/playback_grant.ts'
export { SyncGrant, type SyncGrantOptions, type SyncGrantPayload } from './grants/sync_grant.ts'
export {
  TaskRouterGrant,
  type TaskRouterGrantOptions,
  type TaskRouterGrantPayload,
} from './grants/task_router_grant.ts'
export { VideoGrant, type VideoGrantOptions, type VideoGrantPayload } from './grants/video_grant.ts'
export { VoiceGrant, type VoiceGrantOptions, type VoiceGrantPayload } from './grants/voice_grant.ts'
