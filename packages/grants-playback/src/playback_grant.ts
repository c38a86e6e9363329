import { AccessTokenGrant, type Fields, fromPayload, params, readOptions } from '@x/jwt-core/grant'

/** The `grants.player` claim: the object Twilio's REST API returned, unchanged. */
export type PlaybackGrantPayload = Readonly<Record<string, unknown>>

export interface PlaybackGrantOptions {
  /** The playback grant that Twilio's REST API returned for the player streamer. */
  readonly grant?: PlaybackGrantPayload | undefined
}

const FIELDS: Fields<PlaybackGrantOptions> = { grant: params() }

/**
 * Lets the bearer play a Live stream.
 *
 * @example
 * ```ts
 * token.addGrant(new PlaybackGrant({ grant: await fetchPlaybackGrant() }))
 * ```
 */
export class PlaybackGrant
  extends AccessTokenGrant<'player', PlaybackGrantPayload>
  implements PlaybackGrantOptions
{
  static readonly key = 'player'
  readonly key = 'player'
  declare readonly grant?: PlaybackGrantPayload

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: PlaybackGrantOptions = {}) {
    super()
    readOptions(this, FIELDS, options)
  }

  toPayload(): PlaybackGrantPayload {
    return this.grant ?? {}
  }

  /** @throws JwtDecodeError `ERR_CLAIM_INVALID` */
  static fromPayload(payload: PlaybackGrantPayload): PlaybackGrant {
    return new this(fromPayload(FIELDS, payload))
  }
}
