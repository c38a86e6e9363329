/** What went wrong, for code to tell apart; messages may change, codes do not. */
export type TokenSourceErrorCode =
  | 'ERR_TOKEN_FETCH'
  | 'ERR_TOKEN_FETCH_REFUSED'
  | 'ERR_TOKEN_FETCH_TIMEOUT'
  | 'ERR_TOKEN_UNREADABLE'
  | 'ERR_IDENTITY_CHANGED'
  | 'ERR_STOPPED'
  | 'ERR_OPTION_INVALID'

/** What a {@link TokenSourceError} may carry beside its code and message. */
export interface TokenSourceErrorDetails {
  /** The HTTP status the endpoint answered with. */
  readonly status?: number | undefined
  /** How many seconds the endpoint asked to wait. */
  readonly retryAfter?: number | undefined
  /** The error that led to this one. */
  readonly cause?: unknown
}

/** Any deliberate error of this package. No token stands in it. */
export class TokenSourceError extends Error {
  // An accessor, not a field: it stays out of what is logged, and out of the way of tree shaking.
  override get name(): string {
    return 'TokenSourceError'
  }

  readonly code: TokenSourceErrorCode
  /** The HTTP status the endpoint answered with, where it did. */
  declare readonly status?: number
  /** How many seconds the endpoint asked to wait, where it did. */
  declare readonly retryAfter?: number

  constructor(
    code: TokenSourceErrorCode,
    message: string,
    { status, retryAfter, cause }: TokenSourceErrorDetails = {},
  ) {
    super(message, cause ? { cause } : undefined)
    this.code = code
    // What is no number other than 0 was not said.
    if (status) this.status = status
    if (retryAfter) this.retryAfter = retryAfter
  }
}

/** Text from outside, short and without anything that could be a token. */
export function withoutTokens(text: unknown): string {
  return String(text)
    .replace(/[\w.+/=-]{32,}/g, '…')
    .slice(0, 200)
}
