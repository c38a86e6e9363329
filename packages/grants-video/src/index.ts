export type { Check, Field, FieldGrant, FieldKind, Fields } from '@x/jwt-core/grant'
export { VideoGrant, type VideoGrantOptions, type VideoGrantPayload } from './video_grant.ts'
