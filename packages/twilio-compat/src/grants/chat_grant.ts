import { ChatGrant as Native } from '@x/grants-chat'
import { payloadOf } from '../grant_payload.ts'
import { Grant } from './grant.ts'

export interface ChatGrantOptions {
  serviceSid?: string | undefined
  endpointId?: string | undefined
  deploymentRoleSid?: string | undefined
  pushCredentialSid?: string | undefined
}

export interface ChatGrantPayload {
  service_sid?: string
  endpoint_id?: string
  deployment_role_sid?: string
  push_credential_sid?: string
}

export class ChatGrant extends Grant<ChatGrantOptions, ChatGrantPayload, 'chat'> implements ChatGrantOptions {
  serviceSid?: string | undefined
  endpointId?: string | undefined
  deploymentRoleSid?: string | undefined
  pushCredentialSid?: string | undefined

  constructor(options?: ChatGrantOptions) {
    super('chat')
    this.serviceSid = options?.serviceSid
    this.endpointId = options?.endpointId
    this.deploymentRoleSid = options?.deploymentRoleSid
    this.pushCredentialSid = options?.pushCredentialSid
  }

  toPayload(): ChatGrantPayload {
    return payloadOf<ChatGrantOptions>(this, Native.fields)
  }
}
