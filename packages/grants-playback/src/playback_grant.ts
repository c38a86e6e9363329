import { FieldGrant, type Fields, params } from '@x/jwt-core/grant'

/** The `grants.player` claim: the object Twilio's REST API returned, unchanged. */
export type PlaybackGrantPayload = Readonly<Record<string, unknown>>

export interface PlaybackGrantOptions {
  /** The playback grant that Twilio's REST API returned for the player streamer. */
  readonly grant?: PlaybackGrantPayload | undefined
}

/**
 * Lets the bearer play a Live stream.
 *
 * @example
 * ```ts
 * token.addGrant(new PlaybackGrant({ grant: await fetchPlaybackGrant() }))
 * ```
 */
export class PlaybackGrant
  extends FieldGrant<'player', PlaybackGrantPayload, PlaybackGrantOptions>
  implements PlaybackGrantOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.PlaybackGrant'
  static readonly key = 'player'
  static readonly fields: Fields<PlaybackGrantOptions> = { grant: params('') }
  declare readonly grant?: PlaybackGrantPayload
}
