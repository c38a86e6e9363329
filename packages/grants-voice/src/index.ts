export { VoiceGrant, type VoiceGrantOptions, type VoiceGrantPayload } from './voice_grant.ts'
