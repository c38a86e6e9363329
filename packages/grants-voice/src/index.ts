export type { Check, Field, FieldGrant, FieldKind, Fields } from '@x/jwt-core/grant'
export { VoiceGrant, type VoiceGrantOptions, type VoiceGrantPayload } from './voice_grant.ts'
