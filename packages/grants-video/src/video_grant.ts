import { AccessTokenGrant, type Fields, fromPayload, readOptions, text, toPayload } from '@x/jwt-core/grant'

export interface VideoGrantOptions {
  /** Name or SID of the only room the bearer may join; any room when left out. */
  readonly room?: string | undefined
}

/** The `grants.video` claim as it stands on the wire. */
export interface VideoGrantPayload {
  room?: string
}

const FIELDS: Fields<VideoGrantOptions> = {
  room: text('room'),
}

/**
 * Lets the bearer join video rooms.
 *
 * @example
 * ```ts
 * token.addGrant(new VideoGrant({ room: 'daily' }))
 * ```
 */
export class VideoGrant extends AccessTokenGrant<'video', VideoGrantPayload> implements VideoGrantOptions {
  static readonly key = 'video'
  readonly key = 'video'
  declare readonly room?: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: VideoGrantOptions = {}) {
    super()
    readOptions(this, FIELDS, options)
  }

  toPayload(): VideoGrantPayload {
    return toPayload(this, FIELDS)
  }

  /** @throws JwtDecodeError `ERR_CLAIM_INVALID` */
  static fromPayload(payload: VideoGrantPayload): VideoGrant {
    return new this(fromPayload(FIELDS, payload))
  }
}
