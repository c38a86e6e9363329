import { EVENT_STREAM, EVENTS_PATH } from '../facts.ts'
import { encodeParams, type QueryMembers, type ScopeParams } from '../query.ts'
import type { Scope } from '../scope.ts'

/** Lets the bearer subscribe to the account's events. */
export class EventStreamScope implements Scope {
  readonly kind: string = EVENT_STREAM
  readonly #params: string | undefined

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(filters?: ScopeParams) {
    this.#params = encodeParams('filters', filters)
  }

  toQuery(): QueryMembers {
    return { path: EVENTS_PATH, params: this.#params }
  }
}
