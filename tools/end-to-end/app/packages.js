// What the runtimes' application uses, named as the suite asks for it.
export { AccessToken } from '@x/access-token'
export { ClientCapabilityToken } from '@x/client-capability'
export { ClientValidationToken, createValidatingFetch } from '@x/client-validation'
export { ChatGrant } from '@x/grants-chat'
export { PlaybackGrant } from '@x/grants-playback'
export { SyncGrant } from '@x/grants-sync'
export { TaskRouterGrant } from '@x/grants-task-router'
export { VideoGrant } from '@x/grants-video'
export { VoiceGrant } from '@x/grants-voice'
export {
  createKeyRing,
  decodeUnverified,
  Jwt,
  JwtDecodeError,
  JwtError,
  JwtOptionError,
  signCompact,
  verifyCompact,
} from '@x/jwt-core'
export {
  TaskQueueCapabilityToken,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
} from '@x/taskrouter-capability'
export { diagnose } from '@x/token-doctor'
export {
  bindTaskRouter,
  createTokenSource,
  fetchFrom,
  TokenSourceError,
} from '@x/token-source'
