export { PlaybackGrant, type PlaybackGrantOptions, type PlaybackGrantPayload } from './playback_grant.ts'
