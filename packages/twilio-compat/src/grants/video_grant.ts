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
  /** @internal Tells the class in every copy of this package. */
  static override get brand(): string {
    return 'twilio-token-toolkit.compat.VideoGrant'
  }

  room?: string | undefined

  constructor(options?: VideoOptions) {
    super(Native.key)
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
