import { VideoGrant as Native } from '@x/grants-video'
import { JwtOptionError } from '@x/jwt-core/grant'
import { payloadOf } from '../grant_payload.ts'
import { Grant } from './grant.ts'

export interface VideoGrantOptions {
  room?: string | undefined
}

export interface VideoGrantPayload {
  room?: string
}

export class VideoGrant
  extends Grant<VideoGrantOptions, VideoGrantPayload, 'video'>
  implements VideoGrantOptions
{
  room?: string | undefined

  constructor(options?: VideoGrantOptions) {
    super('video')
    this.room = options?.room
  }

  toPayload(): VideoGrantPayload {
    if (this.room === '')
      throw new JwtOptionError(
        'room',
        'must not be empty, which would open every room; leave it out for that',
      )
    return payloadOf<VideoGrantOptions>(this, Native.fields)
  }
}
