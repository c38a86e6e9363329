export { VideoGrant, type VideoGrantOptions, type VideoGrantPayload } from './video_grant.ts'
