import { SyncGrant as Native } from '@x/grants-sync'
import { payloadOf } from '../grant_payload.ts'
import { Grant } from './grant.ts'

export interface SyncGrantOptions {
  serviceSid?: string | undefined
  endpointId?: string | undefined
}

export interface SyncGrantPayload {
  service_sid?: string
  endpoint_id?: string
}

export class SyncGrant
  extends Grant<SyncGrantOptions, SyncGrantPayload, 'data_sync'>
  implements SyncGrantOptions
{
  serviceSid?: string | undefined
  endpointId?: string | undefined

  constructor(options?: SyncGrantOptions) {
    super('data_sync')
    this.serviceSid = options?.serviceSid
    this.endpointId = options?.endpointId
  }

  toPayload(): SyncGrantPayload {
    return payloadOf<SyncGrantOptions>(this, Native.fields)
  }
}
