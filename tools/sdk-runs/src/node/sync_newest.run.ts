import './globals.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type SyncModule, sync } from '../sdks/twilsock.ts'

const require = createRequire(import.meta.url)

describeSdk(sync('twilio-sync 4.0.1', require('twilio-sync') as SyncModule), 8)
