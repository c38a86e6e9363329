import { checkSid } from '@x/jwt-core'
import { encodeParams, type QueryMembers, type ScopeParams } from '../query.ts'
import type { Scope } from '../scope.ts'

/** Lets the bearer make calls through a TwiML application. */
export class OutgoingClientScope implements Scope {
  readonly kind = 'client:outgoing'
  readonly #appSid: string
  readonly #appParams: string | undefined

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(applicationSid: string, params?: ScopeParams) {
    this.#appSid = checkSid('applicationSid', applicationSid, 'AP')
    this.#appParams = encodeParams('params', params)
  }

  toQuery(clientName: string | undefined): QueryMembers {
    return { appSid: this.#appSid, clientName, appParams: this.#appParams }
  }
}
