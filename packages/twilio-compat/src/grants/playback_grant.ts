import { PlaybackGrant as Native } from '@x/grants-playback'
import { payloadOf } from '../grant_payload.ts'
import { BaseGrant } from './base_grant.ts'

export interface PlaybackOptions {
  grant?: object | undefined
}

export interface PlaybackPayload {
  grant?: object
}

export class PlaybackGrant
  extends BaseGrant<PlaybackOptions, PlaybackPayload, 'player'>
  implements PlaybackOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override get brand(): string {
    return 'twilio-token-toolkit.compat.PlaybackGrant'
  }

  grant?: object | undefined

  constructor(options?: PlaybackOptions) {
    super(Native.key)
    this.grant = options?.grant
  }

  toPayload(): PlaybackPayload {
    return payloadOf<PlaybackOptions>(this, Native.fields)
  }
}
