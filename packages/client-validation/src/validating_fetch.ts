import { JwtOptionError, refuse } from '@x/jwt-core'
import type { RequestToSign } from './client_validation_token.ts'
import { parseRequestUrl } from './request_url.ts'

/** What signs a request: a `ClientValidationToken`, or an object of yours that calls one. */
export interface RequestSigner {
  sign(request: RequestToSign): Promise<string>
}

type Fetch = typeof globalThis.fetch
type Input = Parameters<Fetch>[0]
type Init = NonNullable<Parameters<Fetch>[1]>

function isRequest(input: unknown): input is Request {
  return input instanceof Request
}

/** The request that `fetch` would make of its arguments: its own reading of headers, body and content type. */
function toRequest(input: Input, init: Init): Request {
  parseRequestUrl(isRequest(input) ? input.url : input)
  if (isRequest(input) && input.bodyUsed && init.body === undefined)
    throw new JwtOptionError('body', 'of the request was read before; give fetch a clone of the request')
  const hasBody = init.body !== undefined && init.body !== null
  let request: Request
  try {
    request = new Request(input, init)
  } catch {
    // The runtime's own message may quote a header's value, so it is no cause of ours.
    throw new JwtOptionError(
      hasBody ? 'body' : 'request',
      'is not what fetch takes: check the method, the headers, and that the body was not read before',
    )
  }
  // Bun takes such a request and sends the body.
  if (hasBody && bodiless(request))
    throw new JwtOptionError('body', `must be left out of a ${request.method} request`)
  return request
}

function bodiless({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** The headers without Host: it is the URL's, since not every runtime sends another, and fetch forbids it. */
function readHeaders(request: Request): Headers {
  const headers = new Headers(request.headers)
  if ((headers.get('host') ?? new URL(request.url).host) !== new URL(request.url).host)
    throw new JwtOptionError('headers', "must not have another Host than the URL's: fetch would not send it")
  headers.delete('host')
  return headers
}

/** Rejects with the reason when the caller aborts. */
function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Reads the body up, to be signed and then sent as these bytes; undefined for no body. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.body === null || bodiless(request)) return undefined
  const { signal } = request
  signal.throwIfAborted()
  try {
    return new Uint8Array(await Promise.race([request.arrayBuffer(), abortion(signal)]))
  } catch (cause) {
    signal.throwIfAborted()
    throw new JwtOptionError('body', 'cannot be read to its end, so nothing was sent', 'ERR_OPTION_INVALID', {
      cause,
    })
  }
}

/**
 * Wraps `fetch` so that each request carries a `Twilio-Client-Validation` header. A body of any kind is read into
 * memory first, because its hash is in the header; where that fails, nothing is sent.
 *
 * @example
 * ```ts
 * const twilioFetch = createValidatingFetch(token)
 * await twilioFetch(url, { headers: { authorization } })
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`; the wrapped function rejects as `sign` does
 */
export function createValidatingFetch(token: RequestSigner, fetch: Fetch = globalThis.fetch): Fetch {
  if (typeof token?.sign !== 'function') refuse('token', 'a ClientValidationToken', token)
  if (typeof fetch !== 'function') refuse('fetch', 'a fetch function', fetch)
  return async (input, init) => {
    const settings: Init = { ...init }
    const request = toRequest(input, settings)
    const headers = readHeaders(request)
    const body = await readBody(request)
    const { method, url } = request
    headers.set('Twilio-Client-Validation', await token.sign({ method, url, headers, body }))
    const signed: Init = body === undefined ? { headers } : { headers, body }
    if (!isRequest(input)) return fetch(url, { ...settings, ...signed })
    const { headers: _, body: __, ...rest } = settings
    return fetch(new Request(request, signed), rest)
  }
}
