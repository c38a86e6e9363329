import { FieldGrant, type Fields, text } from '@x/jwt-core/grant'

export interface VideoGrantOptions {
  /**
   * Name or SID of the only room the bearer may join; any room when left out. Present as undefined it is refused: a
   * variable that was never set is no leave to join every room.
   */
  readonly room?: string
}

/** The `grants.video` claim as it stands on the wire. */
export interface VideoGrantPayload {
  room?: string
}

/**
 * Lets the bearer join video rooms.
 *
 * @example
 * ```ts
 * token.addGrant(new VideoGrant({ room: 'daily' }))
 * ```
 */
export class VideoGrant
  extends FieldGrant<'video', VideoGrantPayload, VideoGrantOptions>
  implements VideoGrantOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.VideoGrant'
  static readonly key = 'video'
  static readonly fields: Fields<VideoGrantOptions> = {
    room: text('room', { limits: true }),
  }
  declare readonly room?: string
}
