import { checkSid, type OptionTable, readOptions } from '@x/jwt-core/token'
import { checkClientName } from '../client_name.ts'
import { OUTGOING } from '../facts.ts'
import { encodeParams, type QueryMembers, type ScopeParams } from '../query.ts'
import type { Scope } from '../scope.ts'

/** What may be said of outgoing calls beside their application and its parameters. */
export interface OutgoingClientOptions {
  /** The name that calls come from, where it is not that of incoming calls or none is wanted. */
  readonly clientName?: string
}

const OPTIONS: OptionTable<OutgoingClientOptions> = { clientName: checkClientName }

/** Lets the bearer make calls through a TwiML application. */
export class OutgoingClientScope implements Scope {
  readonly kind: string = OUTGOING
  readonly #appSid: string
  readonly #appParams: string | undefined
  readonly #clientName: string | undefined

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(applicationSid: string, params?: ScopeParams, options: OutgoingClientOptions = {}) {
    this.#appSid = checkSid('applicationSid', applicationSid, 'AP')
    this.#appParams = encodeParams('params', params)
    this.#clientName = readOptions<OutgoingClientOptions>('options', options, OPTIONS).clientName
  }

  toQuery(clientName: string | undefined): QueryMembers {
    return { appSid: this.#appSid, clientName: this.#clientName ?? clientName, appParams: this.#appParams }
  }
}
