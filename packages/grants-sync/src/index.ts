export { SyncGrant, type SyncGrantOptions, type SyncGrantPayload } from './sync_grant.ts'
