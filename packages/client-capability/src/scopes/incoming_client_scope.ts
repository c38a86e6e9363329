import { checkClientName } from '../client_name.ts'
import { INCOMING } from '../facts.ts'
import type { QueryMembers } from '../query.ts'
import type { Scope } from '../scope.ts'

/** Lets the bearer take calls to a client name. */
export class IncomingClientScope implements Scope {
  readonly kind: string = INCOMING
  readonly clientName: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(clientName: string) {
    this.clientName = checkClientName('clientName', clientName)
  }

  toQuery(): QueryMembers {
    return { clientName: this.clientName }
  }
}
