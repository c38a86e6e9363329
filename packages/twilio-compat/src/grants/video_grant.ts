import { VideoGrant as Native } from '@x/grants-video'
import { JwtOptionError } from '@x/jwt-core/grant'
import { payloadOf } from '../grant_payload.ts'
import { BaseGrant } from './base_grant.ts'

export interface VideoOptions {
  room?: string | undefined
}

export interface VideoPayload {
  room?: string
}

export class VideoGrant extends BaseGrant<VideoOptions, VideoPayload, 'video'> implements VideoOptions {
  room?: string | undefined

  constructor(options?: VideoOptions) {
    super('video')
    this.room = options?.room
  }

  toPayload(): VideoPayload {
    if (this.room === '')
      throw new JwtOptionError(
        'room',
        'must not be empty, which would open every room; leave it out for that',
      )
    return payloadOf<VideoOptions>(this, Native.fields)
  }
}
