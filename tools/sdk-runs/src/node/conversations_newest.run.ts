import './globals.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type ConversationsModule, conversations } from '../sdks/twilsock.ts'

const require = createRequire(import.meta.url)

describeSdk(
  conversations('@twilio/conversations 3.0.1', require('@twilio/conversations') as ConversationsModule),
  8,
)
