import { epochSeconds } from '@x/jwt-core/token'
import type * as since4 from '../client_capability.ts'
import { hide } from '../hidden.ts'
import { signCapability, signLike3 } from '../sign.ts'
import { EventStreamScope, IncomingClientScope, OutgoingClientScope } from './client_scopes.ts'
import { functionClass } from './function_class.ts'
import { valuesOf } from './lodash.ts'
import { checkDefined } from './required.ts'

export { EventStreamScope, IncomingClientScope, OutgoingClientScope }

/** A client capability token in the manner of twilio 3.x. */
export interface ClientCapability {
  accountSid: string
  authToken: string
  ttl: number
  scopes: since4.Scope[]
  addScope(scope: since4.Scope): void
  /**
   * Signs the token with the fields as they are at this moment.
   *
   * @throws Error, TypeError with twilio's message where twilio throws
   * @throws JwtOptionError where twilio would sign a token that is wrong (`ERR_OPTION_INVALID`, `ERR_KEY_INVALID`)
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwt(): string
}

/** The class itself, with the scopes on it. */
export interface ClientCapabilityClass {
  /** @throws Error, TypeError with twilio's messages */
  new (options: since4.ClientCapabilityOptions): ClientCapability
  readonly prototype: ClientCapability
  EventStreamScope: typeof EventStreamScope
  IncomingClientScope: typeof IncomingClientScope
  OutgoingClientScope: typeof OutgoingClientScope
}

function init(this: ClientCapability, options: since4.ClientCapabilityOptions): void {
  checkDefined('options', options)
  checkDefined('options.accountSid', options.accountSid)
  checkDefined('options.authToken', options.authToken)
  this.accountSid = options.accountSid
  hide(this, 'authToken', options.authToken)
  this.ttl = options.ttl || 3600
  this.scopes = []
}

const members: Pick<ClientCapability, 'addScope' | 'toJwt'> & ThisType<ClientCapability> = {
  addScope(scope) {
    this.scopes.push(scope)
  },

  toJwt() {
    const scope = valuesOf(this.scopes)
      .map((scope) => scope.payload())
      .join(' ')
    const now = epochSeconds()
    return signCapability(
      this.authToken,
      { scope, iss: this.accountSid, exp: now + this.ttl },
      now,
      signLike3,
    )
  },
}

/**
 * The `ClientCapability` of `twilio.jwt` in twilio 3.x. See this package's README for the few places where it differs on
 * purpose.
 *
 * @example
 * ```ts
 * const capability = new ClientCapability({ accountSid, authToken })
 * capability.addScope(new ClientCapability.IncomingClientScope('alice'))
 * const jwt = capability.toJwt()
 * ```
 */
export const ClientCapability: ClientCapabilityClass = functionClass('ClientCapability', init, members, {
  EventStreamScope,
  IncomingClientScope,
  OutgoingClientScope,
})

// Types only, under the names that twilio gives them. None may share its name with what it stands for: the bundled
// declarations lose the difference.
export declare namespace ClientCapability {
  export type Scope = ClientCapability['scopes'][number]
  export type ClientCapabilityOptions = ConstructorParameters<ClientCapabilityClass>[0]
  export type OutgoingClientScopeOptions = ConstructorParameters<
    ClientCapabilityClass['OutgoingClientScope']
  >[0]
  export type EventStreamScope = InstanceType<ClientCapabilityClass['EventStreamScope']>
  export type IncomingClientScope = InstanceType<ClientCapabilityClass['IncomingClientScope']>
  export type OutgoingClientScope = InstanceType<ClientCapabilityClass['OutgoingClientScope']>
}
