export type { Check, Field, FieldGrant, FieldKind, Fields } from '@x/jwt-core/grant'
export { PlaybackGrant, type PlaybackGrantOptions, type PlaybackGrantPayload } from './playback_grant.ts'
