import { type ResponseLike, readAnswer } from './answer.ts'
import { checkType, type Examples, invalid, readOptions } from './options.ts'
import type { FetchToken } from './token_source.ts'

type Headers = Readonly<Record<string, string>>

/** Options of {@link fetchFrom}. */
export interface FetchFromOptions {
  /** Default `POST`. */
  readonly method?: string | undefined
  /** Headers, or what gives them at each fetch: a session's own token may change. */
  readonly headers?: Headers | (() => Headers | Promise<Headers>) | undefined
  /** Text or any other body that `fetch` takes; a plain object is sent as JSON. */
  readonly body?: unknown
  /** Whether cookies go along, as `fetch` has it. */
  readonly credentials?: 'omit' | 'same-origin' | 'include' | undefined
  /** Stands in for the global `fetch`. */
  readonly fetch?: ((url: string, init: never) => Promise<ResponseLike>) | undefined
}

const KNOWN: Examples<FetchFromOptions> = {
  method: 'POST',
  headers: undefined,
  body: undefined,
  credentials: 'omit',
  fetch: isPlain,
}

function isPlain(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const prototype = Object.getPrototypeOf(body)
  return prototype === null || Object.getPrototypeOf(prototype) === null || Array.isArray(body)
}

/**
 * Fetches tokens from an endpoint that answers with `{ "token": … }`, `{ "accessToken": … }` or the token as text.
 *
 * @example
 * ```ts
 * const source = createTokenSource(fetchFrom('/token', { body: { room: 'daily' } }))
 * ```
 * @throws TokenSourceError `ERR_OPTION_INVALID`; what the function it returns throws is for the token source.
 */
export function fetchFrom(
  url: string | { readonly href: string },
  options: FetchFromOptions = {},
): FetchToken {
  const address = typeof url === 'string' ? url : url?.href
  if (typeof address !== 'string' || address === '') throw invalid('url must be an address')
  const { method = 'POST', headers = {}, body, credentials, fetch } = readOptions(options, KNOWN)
  if (typeof headers !== 'function') checkType('headers', headers, {})
  const isGet = /^(get|head)$/i.test(method)
  if (isGet && body !== undefined) throw invalid('body cannot be sent with method GET')
  const json = isPlain(body)
  return async ({ signal }) => {
    // By itself: a browser's fetch must not be called as the method of an object.
    const send = (fetch ?? globalThis.fetch) as (url: string, init: object) => Promise<ResponseLike>
    if (typeof send !== 'function') throw invalid('fetch must be given where the runtime has none')
    const given = typeof headers === 'function' ? await headers() : headers
    const response = await send(address, {
      method,
      signal,
      headers: { ...(json && { 'content-type': 'application/json' }), ...given },
      ...(body !== undefined && { body: json ? JSON.stringify(body) : body }),
      ...(credentials && { credentials }),
      // A cached token is an old one.
      ...(isGet && { cache: 'no-store' }),
    })
    return readAnswer(response)
  }
}
