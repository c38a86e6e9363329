import { ClientCapabilityToken } from '@x/client-capability'
import type { TwilioClass } from './twilio_class.ts'

const FAMILY = 'ClientCapability'

const token = (): ClientCapabilityToken => new ClientCapabilityToken('AC1', 'an auth token')

/** `twilio.jwt.ClientCapability`: two of its options are arguments of the native class. */
export const CLIENT_CAPABILITY: TwilioClass = {
  name: 'ClientCapability',
  family: FAMILY,
  within: 'jwt',
  declaration: `class ClientCapability {
    private brand: 'ClientCapability'
    constructor(options: any)
    static EventStreamScope: typeof EventStreamScope
    static IncomingClientScope: typeof IncomingClientScope
    static OutgoingClientScope: typeof OutgoingClientScope
    addScope(scope: any): void
    toJwt(): string
    accountSid: any; authToken: any; ttl: any; scopes: any
  }`,
  native: { name: 'ClientCapabilityToken', package: '@x/client-capability' },
  sign: ['generate', 'generateSync'],
  fields: { accountSid: 'accountSid' },
  options: {
    at: 0,
    names: ['accountSid', 'authToken', 'ttl'],
    assignable: [],
    attempt(option, value) {
      const given: Record<string, unknown> = {
        accountSid: 'AC1',
        authToken: 'an auth token',
        [option]: value,
      }
      const { accountSid, authToken, ...options } = given
      return new ClientCapabilityToken(accountSid as string, authToken as string, options)
    },
  },
}

function scope(
  name: string,
  parameter: string,
  names: readonly string[],
  attempt: (option: string, value: unknown) => unknown,
): TwilioClass {
  return {
    name,
    family: FAMILY,
    within: 'jwt',
    declaration: `class ${name} { private brand: '${name}'; constructor(${parameter}?: any); [field: string]: any }`,
    isScope: true,
    options: { at: 0, names, assignable: [], attempt },
  }
}

export const EVENT_STREAM_SCOPE: TwilioClass = scope('EventStreamScope', 'filters', [], (_, value) =>
  token().allowEventStream(value as Record<string, string>),
)

export const INCOMING_CLIENT_SCOPE: TwilioClass = scope(
  'IncomingClientScope',
  'clientName',
  ['clientName'],
  (_, value) => token().allowClientIncoming(value as string),
)

export const OUTGOING_CLIENT_SCOPE: TwilioClass = scope(
  'OutgoingClientScope',
  'options',
  ['applicationSid', 'clientName', 'params'],
  (option, value) => {
    const { applicationSid, clientName, params }: Record<string, unknown> = {
      applicationSid: 'AP1',
      [option]: value,
    }
    if (clientName !== undefined) token().allowClientIncoming(clientName as string)
    return token().allowClientOutgoing(applicationSid as string, params as Record<string, string>)
  },
)
