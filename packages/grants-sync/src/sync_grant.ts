import { FieldGrant, type Fields, sid, text } from '@x/jwt-core/grant'

export interface SyncGrantOptions {
  /** The service, `IS…`, or `default`, the account's own. */
  readonly serviceSid?: string | undefined
  /** Names the device or browser of the bearer. */
  readonly endpointId?: string | undefined
}

/** The `grants.data_sync` claim as it stands on the wire. */
export interface SyncGrantPayload {
  service_sid?: string
  endpoint_id?: string
}

/**
 * Lets the bearer use a Sync service.
 *
 * @example
 * ```ts
 * token.addGrant(new SyncGrant({ serviceSid: 'IS…' }))
 * ```
 */
export class SyncGrant
  extends FieldGrant<'data_sync', SyncGrantPayload, SyncGrantOptions>
  implements SyncGrantOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.SyncGrant'
  static readonly key = 'data_sync'
  static readonly fields: Fields<SyncGrantOptions> = {
    serviceSid: sid('IS', 'service_sid', { needed: true, values: ['default'] }),
    endpointId: text('endpoint_id'),
  }
  declare readonly serviceSid?: string
  declare readonly endpointId?: string
}
