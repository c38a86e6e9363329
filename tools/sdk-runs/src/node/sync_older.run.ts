import './globals.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type SyncModule, sync } from '../sdks/twilsock.ts'

const require = createRequire(import.meta.url)

describeSdk(sync('twilio-sync 3.4.0', require('sync-3') as SyncModule), 8)
