import { SyncGrant as Native } from '@x/grants-sync'
import { payloadOf } from '../grant_payload.ts'
import { BaseGrant } from './base_grant.ts'

export interface SyncOptions {
  serviceSid?: string | undefined
  endpointId?: string | undefined
}

export interface SyncPayload {
  service_sid?: string
  endpoint_id?: string
}

export class SyncGrant extends BaseGrant<SyncOptions, SyncPayload, 'data_sync'> implements SyncOptions {
  /** @internal Tells the class in every copy of this package. */
  static override get brand(): string {
    return 'twilio-token-toolkit.compat.SyncGrant'
  }

  serviceSid?: string | undefined
  endpointId?: string | undefined

  constructor(options?: SyncOptions) {
    super(Native.key)
    this.serviceSid = options?.serviceSid
    this.endpointId = options?.endpointId
  }

  toPayload(): SyncPayload {
    return payloadOf<SyncOptions>(this, Native.fields)
  }
}
