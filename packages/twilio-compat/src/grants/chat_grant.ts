import { ChatGrant as Native } from '@x/grants-chat'
import { payloadOf } from '../grant_payload.ts'
import { BaseGrant } from './base_grant.ts'

export interface ChatOptions {
  serviceSid?: string | undefined
  endpointId?: string | undefined
  deploymentRoleSid?: string | undefined
  pushCredentialSid?: string | undefined
}

export interface ChatPayload {
  service_sid?: string
  endpoint_id?: string
  deployment_role_sid?: string
  push_credential_sid?: string
}

export class ChatGrant extends BaseGrant<ChatOptions, ChatPayload, 'chat'> implements ChatOptions {
  /** @internal Tells the class in every copy of this package. */
  static override get brand(): string {
    return 'twilio-token-toolkit.compat.ChatGrant'
  }

  serviceSid?: string | undefined
  endpointId?: string | undefined
  deploymentRoleSid?: string | undefined
  pushCredentialSid?: string | undefined

  constructor(options?: ChatOptions) {
    super(Native.key)
    this.serviceSid = options?.serviceSid
    this.endpointId = options?.endpointId
    this.deploymentRoleSid = options?.deploymentRoleSid
    this.pushCredentialSid = options?.pushCredentialSid
  }

  toPayload(): ChatPayload {
    return payloadOf<ChatOptions>(this, Native.fields)
  }
}
