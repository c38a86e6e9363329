import { VoiceGrant as Native } from '@x/grants-voice'
import { payloadOf } from '../grant_payload.ts'
import { Grant } from './grant.ts'

export interface VoiceGrantOptions {
  incomingAllow?: boolean | undefined
  outgoingApplicationSid?: string | undefined
  outgoingApplicationParams?: object | undefined
  pushCredentialSid?: string | undefined
  endpointId?: string | undefined
}

export interface VoiceGrantPayload {
  incoming?: { allow: boolean }
  outgoing?: { application_sid: string; params?: object }
  push_credential_sid?: string
  endpoint_id?: string
}

export class VoiceGrant
  extends Grant<VoiceGrantOptions, VoiceGrantPayload, 'voice'>
  implements VoiceGrantOptions
{
  incomingAllow?: boolean | undefined
  outgoingApplicationSid?: string | undefined
  outgoingApplicationParams?: object | undefined
  pushCredentialSid?: string | undefined
  endpointId?: string | undefined

  constructor(options?: VoiceGrantOptions) {
    super('voice')
    this.incomingAllow = options?.incomingAllow
    this.outgoingApplicationSid = options?.outgoingApplicationSid
    this.outgoingApplicationParams = options?.outgoingApplicationParams
    this.pushCredentialSid = options?.pushCredentialSid
    this.endpointId = options?.endpointId
  }

  toPayload(): VoiceGrantPayload {
    const { outgoingApplicationSid, outgoingApplicationParams, pushCredentialSid, endpointId } = this
    return payloadOf<VoiceGrantOptions>(
      {
        incomingAllow: this.incomingAllow === true,
        outgoingApplicationSid,
        // Parameters go to an application: without one there is nobody to send them to.
        outgoingApplicationParams: outgoingApplicationSid ? outgoingApplicationParams : undefined,
        pushCredentialSid,
        endpointId,
      },
      Native.fields,
    )
  }
}
