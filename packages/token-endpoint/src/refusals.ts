/** Why a request got no token. */
export type RefusalReason =
  | 'method'
  | 'origin'
  | 'body-type'
  | 'body-size'
  | 'body-unreadable'
  | 'body-timeout'
  | 'address'
  | 'unauthenticated'
  | 'forbidden'
  | 'limit'
  | 'limiter'
  | 'key-unavailable'
  | 'authorize'
  | 'permit'
  | 'issue'
  | 'format'

/**
 * Every way in which a request gets no token: what the client is told, and the reason that the event gives. None of
 * it says anything of the server.
 */
export const REFUSALS: Readonly<
  Record<RefusalReason, readonly [status: number, code: string, message: string]>
> = {
  method: [405, 'ERR_METHOD_NOT_ALLOWED', 'This address does not take that method.'],
  origin: [403, 'ERR_ORIGIN_NOT_ALLOWED', 'Requests from this origin are not taken.'],
  'body-type': [
    415,
    'ERR_BODY_TYPE',
    'Send the body as application/json or application/x-www-form-urlencoded.',
  ],
  'body-size': [413, 'ERR_BODY_TOO_LARGE', 'The body is too large.'],
  'body-unreadable': [400, 'ERR_BODY_UNREADABLE', 'The body cannot be read as what its Content-Type says.'],
  'body-timeout': [400, 'ERR_BODY_TIMEOUT', 'The body took too long to arrive.'],
  address: [400, 'ERR_ADDRESS_INVALID', 'The address or the Host header cannot be read.'],
  unauthenticated: [401, 'ERR_UNAUTHENTICATED', 'Sign in first.'],
  forbidden: [403, 'ERR_FORBIDDEN', 'This is not allowed.'],
  limit: [429, 'ERR_TOO_MANY_REQUESTS', 'Too many tokens were asked for. Try again later.'],
  limiter: [503, 'ERR_UNAVAILABLE', 'Tokens cannot be had at the moment. Try again later.'],
  'key-unavailable': [503, 'ERR_UNAVAILABLE', 'Tokens cannot be had at the moment. Try again later.'],
  authorize: [500, 'ERR_INTERNAL', 'The server made a mistake.'],
  permit: [500, 'ERR_INTERNAL', 'The server made a mistake.'],
  issue: [500, 'ERR_INTERNAL', 'The server made a mistake.'],
  format: [500, 'ERR_INTERNAL', 'The server made a mistake.'],
}

/** Stops a request on its way; never leaves the package. */
export class Refusal {
  readonly reason: RefusalReason
  /** What the app threw, for the event alone. */
  readonly error: unknown
  /** The app's own words for the client. */
  readonly message: string | undefined
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | undefined

  constructor(
    reason: RefusalReason,
    details: { error?: unknown; message?: string | undefined; retryAfter?: number | undefined } = {},
  ) {
    this.reason = reason
    this.error = details.error
    this.message = details.message
    this.retryAfter = details.retryAfter
  }
}
