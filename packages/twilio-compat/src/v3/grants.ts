import { ChatGrant as NativeChat } from '@x/grants-chat'
import { PlaybackGrant as NativePlayback } from '@x/grants-playback'
import { SyncGrant as NativeSync } from '@x/grants-sync'
import { TaskRouterGrant as NativeTaskRouter } from '@x/grants-task-router'
import { VideoGrant as NativeVideo } from '@x/grants-video'
import { VoiceGrant as NativeVoice } from '@x/grants-voice'
import { type Fields, text } from '@x/jwt-core/grant'
import { builtinModule } from '../builtin_module.ts'
import { payloadOf } from '../grant_payload.ts'
import * as since4 from '../grants.ts'
import { functionClass } from './function_class.ts'

/** A grant; an application's own is any object of this form. */
// The first parameter is twilio's, for code that names it; nothing is made of it.
export interface BaseGrant<_TOptions, TPayload, TKey> {
  key: TKey
  toPayload(): TPayload
}

/** The class of a grant. */
export interface GrantClass<Options, Payload, Key> {
  new (options?: Options): Options & BaseGrant<Options, Payload, Key>
  readonly prototype: Options & BaseGrant<Options, Payload, Key>
}

export interface ConversationsOptions {
  configurationProfileSid?: string | undefined
}

export interface ConversationsPayload {
  configuration_profile_sid?: string
}

type Given = Readonly<Record<string, unknown>>

/** A class whose fields are its options; the payload is made as in the class since 4.0. */
function grantClass<Options, Payload, Key extends string>(
  name: string,
  { key, fields }: { readonly key: Key; readonly fields: object },
  { toPayload }: { toPayload(this: never): Payload },
): GrantClass<Options, Payload, Key> {
  function init(this: Record<string, unknown>, options?: Given | null): void {
    for (const field of Object.keys(fields)) this[field] = options?.[field]
  }
  return functionClass(name, init, { key, toPayload })
}

export const TaskRouterGrant: GrantClass<since4.TaskRouterOptions, since4.TaskRouterPayload, 'task_router'> =
  grantClass('TaskRouterGrant', NativeTaskRouter, since4.TaskRouterGrant.prototype)

export const ChatGrant: GrantClass<since4.ChatOptions, since4.ChatPayload, 'chat'> = grantClass(
  'ChatGrant',
  NativeChat,
  since4.ChatGrant.prototype,
)

export const VideoGrant: GrantClass<since4.VideoOptions, since4.VideoPayload, 'video'> = grantClass(
  'VideoGrant',
  NativeVideo,
  since4.VideoGrant.prototype,
)

export const SyncGrant: GrantClass<since4.SyncOptions, since4.SyncPayload, 'data_sync'> = grantClass(
  'SyncGrant',
  NativeSync,
  since4.SyncGrant.prototype,
)

export const VoiceGrant: GrantClass<since4.VoiceOptions, since4.VoicePayload, 'voice'> = grantClass(
  'VoiceGrant',
  NativeVoice,
  since4.VoiceGrant.prototype,
)

export const PlaybackGrant: GrantClass<since4.PlaybackOptions, since4.PlaybackPayload, 'player'> = grantClass(
  'PlaybackGrant',
  NativePlayback,
  since4.PlaybackGrant.prototype,
)

/** Warns at the first use, where the runtime has a way to; with the same function as twilio. */
function deprecated<Class>(type: unknown, message: string): Class {
  return (builtinModule('node:util')?.deprecate(type as () => void, message) ?? type) as Class
}

function ipMessagingGrant(this: object, options?: since4.ChatOptions): void {
  ;(ChatGrant as unknown as typeof ipMessagingGrant).call(this, options)
}
Object.defineProperty(ipMessagingGrant, 'name', { value: 'IpMessagingGrant' })
ipMessagingGrant.prototype = Object.assign(Object.create(ChatGrant.prototype), {
  _super: ChatGrant.prototype,
  constructor: ChatGrant,
  key: 'ip_messaging',
})

/** @deprecated Use `ChatGrant` instead. */
export const IpMessagingGrant: GrantClass<since4.ChatOptions, since4.ChatPayload, 'ip_messaging'> =
  deprecated(ipMessagingGrant, 'IpMessagingGrant is deprecated, use ChatGrant instead.')

const CONVERSATIONS: { readonly key: 'rtc'; readonly fields: Fields<ConversationsOptions> } = {
  key: 'rtc',
  fields: { configurationProfileSid: text('configuration_profile_sid') },
}

/** @deprecated Use `VideoGrant` instead. */
export const ConversationsGrant: GrantClass<ConversationsOptions, ConversationsPayload, 'rtc'> = deprecated(
  grantClass('ConversationsGrant', CONVERSATIONS, {
    toPayload(this: ConversationsOptions) {
      return payloadOf<ConversationsOptions>(this, CONVERSATIONS.fields)
    },
  }),
  'ConversationsGrant is deprecated, use VideoGrant instead.',
)
