import './globals.ts'
import './window.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type VoiceModule, voice } from '../sdks/voice.ts'

const require = createRequire(import.meta.url)

describeSdk(voice('@twilio/voice-sdk 2.0.1', require('voice-sdk-2.0') as VoiceModule), 5)
