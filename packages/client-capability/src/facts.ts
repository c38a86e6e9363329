// What holds of every client capability token, for those who explain tokens rather than mint them.

/** The longest client name Twilio takes, in characters (error 31105): that of any identity. */
export { MAX_IDENTITY_LENGTH as MAX_CLIENT_NAME_LENGTH } from '@x/jwt-core/token'

/**
 * What a client name must not hold, by Twilio's page on the Client noun: control characters, the space, and the delims
 * and unwise characters of RFC 2396 section 2.4.3; and half a surrogate pair, which is no character. Written out, since
 * React Native's engine does not know Unicode's classes.
 */
export const CLIENT_NAME_FORBIDDEN: RegExp = /[\0- \x7f-\x9f\ud800-\udfff<>#%"{}|\\^[\]`]/u

/** The scopes Twilio has: to take calls, to make calls, and to follow the account's events. */
export const INCOMING = 'client:incoming'
export const OUTGOING = 'client:outgoing'
export const EVENT_STREAM = 'stream:subscribe'

/** Each of them with the parameter it cannot do without. */
export const SCOPE_KINDS: Readonly<Record<string, string>> = {
  [INCOMING]: 'clientName',
  [OUTGOING]: 'appSid',
  [EVENT_STREAM]: 'path',
}

/** Where the account's events are. */
export const EVENTS_PATH = '/2010-04-01/Events'

/** The members of a scope's query that hold a query of their own: those of a call, and the filters of events. */
export const NESTED_QUERIES: readonly string[] = /* @__PURE__ */ Object.freeze(['appParams', 'params'])

export { type ReadPair, type ReadScope, readQuery, readScope } from './read_scope.ts'
