export type { ResponseLike } from './answer.ts'
export { bindConversations } from './bind_conversations.ts'
export { bindSync } from './bind_sync.ts'
export { bindTaskRouter, type TaskRouterWorker } from './bind_task_router.ts'
export type { TwilsockClient } from './bind_twilsock.ts'
export { type BindVoiceOptions, bindVoice, type VoiceDevice } from './bind_voice.ts'
export type { SdkEmitter } from './emitter.ts'
export { TokenSourceError, type TokenSourceErrorCode, type TokenSourceErrorDetails } from './errors.ts'
export { type FetchFromOptions, fetchFrom } from './fetch_from.ts'
export type { AbortSignalLike, Signal } from './signal.ts'
export type { TokenSourceOptions } from './source_options.ts'
export {
  createTokenSource,
  type FetchReason,
  type FetchToken,
  type FetchTokenContext,
  type GetOptions,
  type TokenSource,
  type TokenSourceState,
} from './token_source.ts'
