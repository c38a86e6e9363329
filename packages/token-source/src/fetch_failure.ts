import { TokenSourceError } from './errors.ts'

interface Foreign {
  readonly status?: unknown
  readonly response?: { readonly status?: unknown }
  readonly retryAfter?: unknown
  readonly message?: unknown
  readonly stack?: unknown
}

/**
 * Whatever a fetch function threw, as an error of ours. Where a token stands in it, it is not passed on; nor is what
 * throws when it is read.
 */
export function toFailure(error?: unknown): TokenSourceError {
  try {
    if (error instanceof TokenSourceError) return error
    const { response, status = response?.status, retryAfter, message, stack } = Object(error) as Foreign
    return new TokenSourceError(
      status === 401 || status === 403 ? 'ERR_TOKEN_FETCH_REFUSED' : 'ERR_TOKEN_FETCH',
      'no token was fetched',
      {
        status: Number(status),
        retryAfter: Number(retryAfter),
        cause: !/eyJ\w{9}/.test(`${message}${stack}`) && error,
      },
    )
  } catch {
    return toFailure()
  }
}
