import './globals.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type ConversationsModule, conversations } from '../sdks/twilsock.ts'

const require = createRequire(import.meta.url)

describeSdk(
  conversations('@twilio/conversations 2.7.0', require('conversations-2') as ConversationsModule),
  8,
)
