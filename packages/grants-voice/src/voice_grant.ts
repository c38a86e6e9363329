import {
  AccessTokenGrant,
  type Fields,
  flag,
  fromPayload,
  JwtOptionError,
  params,
  readOptions,
  sid,
  text,
  toPayload,
} from '@x/jwt-core/grant'

export interface VoiceGrantOptions {
  /** The TwiML application that outgoing calls go to, `AP…`; no outgoing calls when left out. */
  readonly outgoingApplicationSid?: string | undefined
  /** Parameters sent to that application with each call. Needs `outgoingApplicationSid`. */
  readonly outgoingApplicationParams?: Readonly<Record<string, unknown>> | undefined
  /** Whether the bearer may take calls. Default false. */
  readonly incomingAllow?: boolean | undefined
  /** The credential for push notifications of calls, `CR…`. */
  readonly pushCredentialSid?: string | undefined
  /** Names the device or browser of the bearer. */
  readonly endpointId?: string | undefined
}

/** The `grants.voice` claim as it stands on the wire. */
export interface VoiceGrantPayload {
  incoming?: { allow: true }
  outgoing?: { application_sid: string; params?: Record<string, unknown> }
  push_credential_sid?: string
  endpoint_id?: string
}

// The order of members is twilio-node's.
const FIELDS: Fields<VoiceGrantOptions> = {
  incomingAllow: flag('incoming', 'allow'),
  outgoingApplicationSid: sid('AP', 'outgoing', 'application_sid'),
  outgoingApplicationParams: params('outgoing', 'params'),
  pushCredentialSid: sid('CR', 'push_credential_sid'),
  endpointId: text('endpoint_id'),
}

/**
 * Lets the bearer make and take calls.
 *
 * @example
 * ```ts
 * token.addGrant(new VoiceGrant({ outgoingApplicationSid: 'AP…', incomingAllow: true }))
 * ```
 */
export class VoiceGrant extends AccessTokenGrant<'voice', VoiceGrantPayload> implements VoiceGrantOptions {
  static readonly key = 'voice'
  readonly key = 'voice'
  declare readonly outgoingApplicationSid?: string
  declare readonly outgoingApplicationParams?: Readonly<Record<string, unknown>>
  declare readonly incomingAllow?: boolean
  declare readonly pushCredentialSid?: string
  declare readonly endpointId?: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: VoiceGrantOptions = {}) {
    super()
    readOptions(this, FIELDS, options)
    if (this.outgoingApplicationParams !== undefined && this.outgoingApplicationSid === undefined)
      throw new JwtOptionError(
        'outgoingApplicationParams',
        'needs outgoingApplicationSid, which receives them',
      )
  }

  toPayload(): VoiceGrantPayload {
    return toPayload(this, FIELDS)
  }

  /** @throws JwtDecodeError `ERR_CLAIM_INVALID` */
  static fromPayload(payload: VoiceGrantPayload): VoiceGrant {
    return new this(fromPayload(FIELDS, payload))
  }
}
