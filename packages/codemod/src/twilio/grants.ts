import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import { named, type TwilioClass } from './twilio_class.ts'

/** All grants are told by their options alone: these keep their names, as fields too. */
function grant(
  name: string,
  from: string,
  options: readonly string[],
  make: (options: Record<string, unknown>) => unknown,
  widening: readonly string[] = [],
): TwilioClass {
  return {
    name,
    family: 'AccessToken',
    within: 'jwt.AccessToken',
    declaration: `class ${name} { private brand: '${name}'; constructor(options?: any); [field: string]: any }
  interface ${name}Options { [field: string]: any }
  interface ${name}Payload { [field: string]: any }`,
    native: { name, package: from },
    types: [`${name}Options`, `${name}Payload`],
    fields: named([...options, 'key', 'toPayload']),
    options: {
      at: 0,
      names: options,
      assignable: options,
      widening,
      attempt: (option, value) => make({ [option]: value }),
    },
  }
}

export const CHAT_GRANT: TwilioClass = grant(
  'ChatGrant',
  '@x/grants-chat',
  ['serviceSid', 'endpointId', 'deploymentRoleSid', 'pushCredentialSid'],
  (options) => new ChatGrant(options),
)

export const PLAYBACK_GRANT: TwilioClass = grant(
  'PlaybackGrant',
  '@x/grants-playback',
  ['grant'],
  (options) => new PlaybackGrant(options),
)

export const SYNC_GRANT: TwilioClass = grant(
  'SyncGrant',
  '@x/grants-sync',
  ['serviceSid', 'endpointId'],
  (options) => new SyncGrant(options),
)

export const TASK_ROUTER_GRANT: TwilioClass = grant(
  'TaskRouterGrant',
  '@x/grants-task-router',
  ['workspaceSid', 'workerSid', 'role'],
  (options) => new TaskRouterGrant(options),
)

export const VIDEO_GRANT: TwilioClass = grant(
  'VideoGrant',
  '@x/grants-video',
  ['room'],
  (options) => new VideoGrant(options),
  ['room'],
)

export const VOICE_GRANT: TwilioClass = grant(
  'VoiceGrant',
  '@x/grants-voice',
  ['incomingAllow', 'outgoingApplicationSid', 'outgoingApplicationParams', 'pushCredentialSid', 'endpointId'],
  (options) => new VoiceGrant(options),
)

/** The grants of older releases of `twilio`, which have no native twin. */
export const OLD_GRANTS: readonly TwilioClass[] = ['IpMessagingGrant', 'ConversationsGrant'].map((name) => ({
  name,
  family: 'AccessToken',
  within: 'jwt.AccessToken',
  declaration: `class ${name} { private brand: '${name}'; constructor(options?: any); [field: string]: any }`,
  stays: `${name} is of twilio 3.x and older, for a product that Twilio has ended: only @x/twilio-compat/v3 has it, which --drop-in moves to`,
}))
