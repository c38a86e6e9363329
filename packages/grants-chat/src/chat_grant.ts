import { FieldGrant, type Fields, sid, text } from '@x/jwt-core/grant'

export interface ChatGrantOptions {
  /** The service, `IS…`. */
  readonly serviceSid?: string | undefined
  /** Names the device or browser of the bearer. */
  readonly endpointId?: string | undefined
  /** The role given for this deployment, `RL…`. */
  readonly deploymentRoleSid?: string | undefined
  /** The credential for push notifications, `CR…`. */
  readonly pushCredentialSid?: string | undefined
}

/** The `grants.chat` claim as it stands on the wire. */
export interface ChatGrantPayload {
  service_sid?: string
  endpoint_id?: string
  deployment_role_sid?: string
  push_credential_sid?: string
}

/**
 * Lets the bearer use a Conversations (formerly Chat) service.
 *
 * @example
 * ```ts
 * token.addGrant(new ChatGrant({ serviceSid: 'IS…' }))
 * ```
 */
export class ChatGrant
  extends FieldGrant<'chat', ChatGrantPayload, ChatGrantOptions>
  implements ChatGrantOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.ChatGrant'
  static readonly key = 'chat'
  static readonly fields: Fields<ChatGrantOptions> = {
    serviceSid: sid('IS', 'service_sid', { needed: true }),
    endpointId: text('endpoint_id'),
    deploymentRoleSid: sid('RL', 'deployment_role_sid'),
    pushCredentialSid: sid('CR', 'push_credential_sid'),
  }
  declare readonly serviceSid?: string
  declare readonly endpointId?: string
  declare readonly deploymentRoleSid?: string
  declare readonly pushCredentialSid?: string
}
