import './globals.ts'
import { createRequire } from 'node:module'
import type { Sdk } from '../sdks/sdk.ts'
import { type TaskRouterModule, taskRouter } from '../sdks/task_router.ts'
import { type ConversationsModule, conversations, type SyncModule, sync } from '../sdks/twilsock.ts'
import { type VoiceModule, voice } from '../sdks/voice.ts'

const require = createRequire(import.meta.url)

/** The newest version of each SDK, loaded at this call: what they take of the globals they take then. */
export const loadNewest = (): Sdk[] => [
  voice('@twilio/voice-sdk 2.18.5', require('@twilio/voice-sdk') as VoiceModule),
  conversations('@twilio/conversations 3.0.1', require('@twilio/conversations') as ConversationsModule),
  sync('twilio-sync 4.0.1', require('twilio-sync') as SyncModule),
  taskRouter('twilio-taskrouter 2.1.1', require('twilio-taskrouter') as TaskRouterModule),
]
