import { PlaybackGrant as Native } from '@x/grants-playback'
import { payloadOf } from '../grant_payload.ts'
import { Grant } from './grant.ts'

export interface PlaybackGrantOptions {
  grant?: object | undefined
}

export interface PlaybackGrantPayload {
  grant?: object
}

export class PlaybackGrant
  extends Grant<PlaybackGrantOptions, PlaybackGrantPayload, 'player'>
  implements PlaybackGrantOptions
{
  grant?: object | undefined

  constructor(options?: PlaybackGrantOptions) {
    super('player')
    this.grant = options?.grant
  }

  toPayload(): PlaybackGrantPayload {
    return payloadOf<PlaybackGrantOptions>(this, Native.fields)
  }
}
