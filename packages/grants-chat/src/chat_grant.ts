import {
  AccessTokenGrant,
  type Fields,
  fromPayload,
  readOptions,
  sid,
  text,
  toPayload,
} from '@x/jwt-core/grant'

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

const FIELDS: Fields<ChatGrantOptions> = {
  serviceSid: sid('IS', 'service_sid'),
  endpointId: text('endpoint_id'),
  deploymentRoleSid: text('deployment_role_sid'),
  pushCredentialSid: sid('CR', 'push_credential_sid'),
}

/**
 * Lets the bearer use a Conversations (formerly Chat) service.
 *
 * @example
 * ```ts
 * token.addGrant(new ChatGrant({ serviceSid: 'IS…' }))
 * ```
 */
export class ChatGrant extends AccessTokenGrant<'chat', ChatGrantPayload> implements ChatGrantOptions {
  static readonly key = 'chat'
  readonly key = 'chat'
  declare readonly serviceSid?: string
  declare readonly endpointId?: string
  declare readonly deploymentRoleSid?: string
  declare readonly pushCredentialSid?: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: ChatGrantOptions = {}) {
    super()
    readOptions(this, FIELDS, options)
  }

  toPayload(): ChatGrantPayload {
    return toPayload(this, FIELDS)
  }

  /** @throws JwtDecodeError `ERR_CLAIM_INVALID` */
  static fromPayload(payload: ChatGrantPayload): ChatGrant {
    return new this(fromPayload(FIELDS, payload))
  }
}
