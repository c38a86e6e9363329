import { epochSeconds, isBranded } from '@x/jwt-core/token'
import { EventStreamScope, IncomingClientScope, OutgoingClientScope, type Scope } from './client_scopes.ts'
import { hide } from './hidden.ts'
import { signCapability } from './sign.ts'

export {
  EventStreamScope,
  IncomingClientScope,
  OutgoingClientScope,
  type OutgoingClientScopeOptions,
  type Scope,
} from './client_scopes.ts'

export interface ClientCapabilityOptions {
  accountSid: string
  authToken: string
  /** Life in seconds. Default 3600. */
  ttl?: number | undefined
}

/**
 * The `ClientCapability` of `twilio.jwt`. See this package's README for the few places where it differs on purpose.
 *
 * @example
 * ```ts
 * const capability = new ClientCapability({ accountSid, authToken })
 * capability.addScope(new ClientCapability.IncomingClientScope('alice'))
 * const jwt = capability.toJwt()
 * ```
 */
export class ClientCapability {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.ClientCapability'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  static EventStreamScope: typeof EventStreamScope = EventStreamScope
  static IncomingClientScope: typeof IncomingClientScope = IncomingClientScope
  static OutgoingClientScope: typeof OutgoingClientScope = OutgoingClientScope

  accountSid: string
  declare authToken: string
  ttl: number
  scopes: Scope[]

  /** @throws Error, TypeError with twilio's messages */
  constructor(options: ClientCapabilityOptions) {
    if (!options) throw new Error('Required parameter "options" missing.')
    if (typeof options !== 'object') throw new TypeError('Parameter "options" must be a type Object')
    if (!options.accountSid) throw new Error('Required parameter "options.accountSid" missing.')
    if (!options.authToken) throw new Error('Required parameter "options.authToken" missing.')
    this.accountSid = options.accountSid
    hide(this, 'authToken', options.authToken)
    this.ttl = options.ttl || 3600
    this.scopes = []
  }

  addScope(scope: Scope): void {
    this.scopes.push(scope)
  }

  /**
   * Signs the token with the fields as they are at this moment.
   *
   * @throws Error with twilio's message where twilio throws
   * @throws JwtOptionError where twilio would sign a token that is wrong (`ERR_OPTION_INVALID`, `ERR_KEY_INVALID`)
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwt(): string {
    const scope = this.scopes.map((scope) => scope.payload()).join(' ')
    const now = epochSeconds()
    return signCapability(this.authToken, { scope, iss: this.accountSid, exp: now + this.ttl }, now)
  }
}
