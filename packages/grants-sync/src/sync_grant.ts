import {
  AccessTokenGrant,
  type Fields,
  fromPayload,
  readOptions,
  sid,
  text,
  toPayload,
} from '@x/jwt-core/grant'

export interface SyncGrantOptions {
  /** The service, `IS…`. */
  readonly serviceSid?: string | undefined
  /** Names the device or browser of the bearer. */
  readonly endpointId?: string | undefined
}

/** The `grants.data_sync` claim as it stands on the wire. */
export interface SyncGrantPayload {
  service_sid?: string
  endpoint_id?: string
}

const FIELDS: Fields<SyncGrantOptions> = {
  serviceSid: sid('IS', 'service_sid'),
  endpointId: text('endpoint_id'),
}

/**
 * Lets the bearer use a Sync service.
 *
 * @example
 * ```ts
 * token.addGrant(new SyncGrant({ serviceSid: 'IS…' }))
 * ```
 */
export class SyncGrant extends AccessTokenGrant<'data_sync', SyncGrantPayload> implements SyncGrantOptions {
  static readonly key = 'data_sync'
  readonly key = 'data_sync'
  declare readonly serviceSid?: string
  declare readonly endpointId?: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: SyncGrantOptions = {}) {
    super()
    readOptions(this, FIELDS, options)
  }

  toPayload(): SyncGrantPayload {
    return toPayload(this, FIELDS)
  }

  /** @throws JwtDecodeError `ERR_CLAIM_INVALID` */
  static fromPayload(payload: SyncGrantPayload): SyncGrant {
    return new this(fromPayload(FIELDS, payload))
  }
}
