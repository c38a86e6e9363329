import './globals.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type VoiceModule, voice } from '../sdks/voice.ts'

const require = createRequire(import.meta.url)

describeSdk(voice('@twilio/voice-sdk 2.18.5', require('@twilio/voice-sdk') as VoiceModule), 5)
