import { checkText, JwtOptionError } from '@x/jwt-core'
import type { QueryMembers } from '../query.ts'
import type { Scope } from '../scope.ts'

const MAX_NAME_LENGTH = 256

/** What Twilio's page on the Client noun leaves out: controls, the space, RFC 2396 section 2.4.3 delims and unwise. */
const FORBIDDEN = /[\p{Cc}\p{Surrogate} <>#%"{}|\\^[\]`]/u

function checkClientName(value: unknown): string {
  const name = checkText('clientName', value)
  if ([...name].length > MAX_NAME_LENGTH)
    throw new JwtOptionError('clientName', `must be at most ${MAX_NAME_LENGTH} characters`)
  if (FORBIDDEN.test(name))
    throw new JwtOptionError(
      'clientName',
      'must not hold a space, a control character or one of < > # % " { } | \\ ^ [ ] `',
    )
  return name
}

/** Lets the bearer take calls to a client name. */
export class IncomingClientScope implements Scope {
  readonly kind = 'client:incoming'
  readonly clientName: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(clientName: string) {
    this.clientName = checkClientName(clientName)
  }

  toQuery(): QueryMembers {
    return { clientName: this.clientName }
  }
}
