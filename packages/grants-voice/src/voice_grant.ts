import { FieldGrant, type Fields, flag, JwtOptionError, params, sid, text } from '@x/jwt-core/grant'

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

/**
 * Lets the bearer make and take calls.
 *
 * @example
 * ```ts
 * token.addGrant(new VoiceGrant({ outgoingApplicationSid: 'AP…', incomingAllow: true }))
 * ```
 */
export class VoiceGrant
  extends FieldGrant<'voice', VoiceGrantPayload, VoiceGrantOptions>
  implements VoiceGrantOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.VoiceGrant'
  static readonly key = 'voice'
  // The order of members is twilio-node's.
  static readonly fields: Fields<VoiceGrantOptions> = {
    incomingAllow: flag('incoming.allow'),
    outgoingApplicationSid: sid('AP', 'outgoing.application_sid', { needed: true }),
    outgoingApplicationParams: params('outgoing.params'),
    pushCredentialSid: sid('CR', 'push_credential_sid'),
    endpointId: text('endpoint_id'),
  }
  declare readonly outgoingApplicationSid?: string
  declare readonly outgoingApplicationParams?: Readonly<Record<string, unknown>>
  declare readonly incomingAllow?: boolean
  declare readonly pushCredentialSid?: string
  declare readonly endpointId?: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: VoiceGrantOptions = {}) {
    super(options)
    if (this.outgoingApplicationParams !== undefined && this.outgoingApplicationSid === undefined)
      throw new JwtOptionError(
        'outgoingApplicationParams',
        'needs outgoingApplicationSid, which receives them',
      )
  }
}
