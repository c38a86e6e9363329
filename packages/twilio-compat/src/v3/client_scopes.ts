import { encodeQuery } from '@x/client-capability'
import { EVENT_STREAM, EVENTS_PATH, INCOMING, OUTGOING } from '@x/client-capability/facts'
import * as since4 from '../client_scopes.ts'
import { functionClass } from './function_class.ts'
import { entriesOf, isEmpty, isObject, isText } from './lodash.ts'
import { checkDefined } from './required.ts'

/** Parameters as a query of their own, encoded once more. */
function appParams(params: unknown): string {
  const entries = entriesOf(params).map(([name, value]) => [name, `${value}`])
  return encodeQuery({ appParams: encodeQuery(Object.fromEntries(entries)) })
}

export interface EventStreamScope extends since4.Scope {
  filters: object
}

/** Lets the bearer subscribe to the account's events. */
export const EventStreamScope: {
  new (filters?: object): EventStreamScope
  readonly prototype: EventStreamScope
} = functionClass(
  'EventStreamScope',
  function (this: EventStreamScope, filters?: object) {
    this.filters = filters || {}
  },
  {
    scope: `scope:${EVENT_STREAM}`,
    payload(this: EventStreamScope): string {
      const path = `${this.scope}?path=${EVENTS_PATH}`
      return isEmpty(this.filters) ? path : `${path}&${appParams(this.filters)}`
    },
  },
)

export interface IncomingClientScope extends since4.Scope {
  clientName: string
}

/** Lets the bearer take calls to a client name. */
export const IncomingClientScope: {
  new (clientName: string): IncomingClientScope
  readonly prototype: IncomingClientScope
} = functionClass(
  'IncomingClientScope',
  function (this: IncomingClientScope, clientName: string) {
    this.clientName = clientName
  },
  { scope: `scope:${INCOMING}`, payload: since4.IncomingClientScope.prototype.payload },
)

export interface OutgoingClientScope extends since4.Scope, since4.OutgoingClientScopeOptions {}

/** Lets the bearer make calls through a TwiML application. */
export const OutgoingClientScope: {
  /** @throws Error, TypeError with twilio's messages */
  new (options: since4.OutgoingClientScopeOptions): OutgoingClientScope
  readonly prototype: OutgoingClientScope
} = functionClass(
  'OutgoingClientScope',
  function (this: OutgoingClientScope, options: since4.OutgoingClientScopeOptions) {
    checkDefined('options', options)
    checkDefined('options.applicationSid', options.applicationSid)
    this.applicationSid = options.applicationSid
    this.clientName = options.clientName
    this.params = options.params
  },
  {
    scope: `scope:${OUTGOING}`,
    payload(this: OutgoingClientScope): string {
      const { clientName, params } = this
      // One after the other: what is wrong with the first is what twilio tells.
      const query = [encodeQuery({ appSid: `${this.applicationSid}` })]
      if (isText(clientName)) query.push(encodeQuery({ clientName }))
      if (isObject(params)) query.push(appParams(params))
      return `${this.scope}?${query.join('&')}`
    },
  },
)
