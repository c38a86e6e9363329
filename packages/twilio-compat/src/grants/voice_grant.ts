import { VoiceGrant as Native } from '@x/grants-voice'
import { payloadOf } from '../grant_payload.ts'
import { BaseGrant } from './base_grant.ts'

export interface VoiceOptions {
  incomingAllow?: boolean | undefined
  outgoingApplicationSid?: string | undefined
  outgoingApplicationParams?: object | undefined
  pushCredentialSid?: string | undefined
  endpointId?: string | undefined
}

export interface VoicePayload {
  incoming?: { allow: boolean }
  outgoing?: { application_sid: string; params?: object }
  push_credential_sid?: string
  endpoint_id?: string
}

export class VoiceGrant extends BaseGrant<VoiceOptions, VoicePayload, 'voice'> implements VoiceOptions {
  /** @internal Tells the class in every copy of this package. */
  static override get brand(): string {
    return 'twilio-token-toolkit.compat.VoiceGrant'
  }

  incomingAllow?: boolean | undefined
  outgoingApplicationSid?: string | undefined
  outgoingApplicationParams?: object | undefined
  pushCredentialSid?: string | undefined
  endpointId?: string | undefined

  constructor(options?: VoiceOptions) {
    super(Native.key)
    this.incomingAllow = options?.incomingAllow
    this.outgoingApplicationSid = options?.outgoingApplicationSid
    this.outgoingApplicationParams = options?.outgoingApplicationParams
    this.pushCredentialSid = options?.pushCredentialSid
    this.endpointId = options?.endpointId
  }

  toPayload(): VoicePayload {
    const { outgoingApplicationSid, outgoingApplicationParams, pushCredentialSid, endpointId } = this
    return payloadOf<VoiceOptions>(
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
