export type { Check, Field, FieldGrant, FieldKind, Fields } from '@x/jwt-core/grant'
export { SyncGrant, type SyncGrantOptions, type SyncGrantPayload } from './sync_grant.ts'
