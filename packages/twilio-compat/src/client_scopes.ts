import { encodeQuery } from '@x/client-capability'
import { EVENT_STREAM, EVENTS_PATH, INCOMING, OUTGOING } from '@x/client-capability/facts'
import { JwtOptionError } from '@x/jwt-core'
import { isBranded } from '@x/jwt-core/token'

/** One thing a capability token lets the bearer do. */
export interface Scope {
  scope: string
  payload(): string
}

export interface OutgoingClientScopeOptions {
  applicationSid: string
  clientName?: string | undefined
  params?: object | undefined
}

/** Parameters as a query of their own, each value written as text. */
function encodeParams(params: object): string {
  const entries = Object.entries(params).map(([name, value]) => [name, `${value}`])
  return encodeQuery(Object.fromEntries(entries))
}

/** Lets the bearer subscribe to the account's events. */
export class EventStreamScope implements Scope {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.EventStreamScope'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  scope: string = `scope:${EVENT_STREAM}`
  filters: object

  constructor(filters?: object) {
    this.filters = filters || {}
  }

  payload(): string {
    const filters = encodeParams(this.filters)
    // twilio's spelling, which differs from that of our own package: bare slashes, and the filters as appParams.
    const path = `${this.scope}?path=${EVENTS_PATH}`
    return Object.keys(this.filters).length > 0 ? `${path}&${encodeQuery({ appParams: filters })}` : path
  }
}

/** Lets the bearer take calls to a client name. */
export class IncomingClientScope implements Scope {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.IncomingClientScope'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  scope: string = `scope:${INCOMING}`
  clientName: string

  constructor(clientName: string) {
    this.clientName = clientName
  }

  payload(): string {
    const clientName: unknown = this.clientName
    if (clientName === undefined || clientName === null)
      throw new JwtOptionError('clientName', `is missing; twilio would name the client "${clientName}"`)
    return `${this.scope}?${encodeQuery({ clientName: `${clientName}` })}`
  }
}

/** Lets the bearer make calls through a TwiML application. */
export class OutgoingClientScope implements Scope {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.OutgoingClientScope'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  scope: string = `scope:${OUTGOING}`
  applicationSid: string
  clientName?: string | undefined
  params?: object | undefined

  /** @throws Error, TypeError with twilio's messages */
  constructor(options: OutgoingClientScopeOptions) {
    if (!options) throw new Error('Required parameter "options" missing.')
    if (typeof options !== 'object') throw new TypeError('Parameter "options" must be a type Object')
    if (!options.applicationSid) throw new Error('Required parameter "options.applicationSid" missing.')
    this.applicationSid = options.applicationSid
    this.clientName = options.clientName
    this.params = options.params
  }

  payload(): string {
    const { clientName, params } = this
    // One after the other: what is wrong with the first is what twilio tells.
    const query = [encodeQuery({ appSid: this.applicationSid })]
    if (typeof clientName === 'string') query.push(encodeQuery({ clientName }))
    if (typeof params === 'object') query.push(encodeQuery({ appParams: encodeParams(params) }))
    return `${this.scope}?${query.join('&')}`
  }
}
