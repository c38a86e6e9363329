import { FieldGrant, type Fields, text } from '@x/jwt-core/grant'

export interface VideoGrantOptions {
  /** Name or SID of the only room the bearer may join; any room when left out. */
  readonly room?: string | undefined
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
  static readonly key = 'video'
  static readonly fields: Fields<VideoGrantOptions> = {
    room: text('room'),
  }
  readonly key = 'video'
  declare readonly room?: string
}
