import { JwtError, JwtOptionError } from '@x/jwt-core'
import { refuse } from '@x/jwt-core/token'
import { spellAsSigned } from './canonical_request.ts'
import type { RequestToSign } from './client_validation_token.ts'
import { parseRequestUrl } from './request_url.ts'

/** What signs a request: a `ClientValidationToken`, or an object of yours that calls one. */
export interface RequestSigner {
  sign(request: RequestToSign): Promise<string>
}

type Fetch = typeof globalThis.fetch
type Input = Parameters<Fetch>[0]
type Init = NonNullable<Parameters<Fetch>[1]>

const HEADER = 'Twilio-Client-Validation'

/** By its tag: a test runner's realm has a class of its own. */
function isRequest(input: unknown): input is Request {
  return Object.prototype.toString.call(input) === '[object Request]'
}

/**
 * The settings of a request, each read once, as fetch reads them: what a `Request`, an instance of a class or an object
 * that inherits has is no less meant. What fetch does not know may be for the fetch that is wrapped.
 */
function readSettings(init: object | undefined): Init {
  const settings: Record<string, unknown> = { ...init }
  for (let level = init; level && level !== Object.prototype; level = Object.getPrototypeOf(level))
    for (const name of Object.getOwnPropertyNames(level))
      if (!(name in settings)) settings[name] = (init as typeof settings)[name]
  // To fetch, undefined is what the request says.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** The request that `fetch` would make of its arguments: its own reading of headers, body and content type. */
function toRequest(input: Input, init: Init): Request {
  if (typeof Request !== 'function')
    throw new JwtError(
      'ERR_RUNTIME_UNSUPPORTED',
      'this runtime has no Request of the fetch standard: in Jest with jsdom, use jest-fixed-jsdom or the node environment',
    )
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

function bodiless({ method }: Pick<Request, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD'
}

/**
 * The headers without Host: it is the URL's, since not every runtime sends another, and fetch forbids it; and without a
 * signature that was there before, of a request that is sent again, say: it would go along to other origins.
 */
function readHeaders(request: Request): Headers {
  const headers = new Headers(request.headers)
  if ((headers.get('host') ?? new URL(request.url).host) !== new URL(request.url).host)
    throw new JwtOptionError('headers', "must not have another Host than the URL's: fetch would not send it")
  headers.delete('host')
  headers.delete(HEADER)
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

/** The request of a caller, sent to `url` with what was signed. */
function withSigned(request: Request, url: string, signed: Init): Request {
  if (request.url === url) return new Request(request, signed)
  // A request keeps its URL, so another is made with all that its caller set.
  return new Request(url, { ...readSettings(request), body: null, ...signed })
}

/** A request that was sent, as far as the next one follows from it. */
interface Hop {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer> | undefined
}

async function sign(token: RequestSigner, { method, url, headers, body }: Hop): Promise<Headers> {
  const signed = new Headers(headers)
  signed.set(HEADER, await token.sign({ method, url, headers, body }))
  return signed
}

const REDIRECTS = [301, 302, 303, 307, 308]
/** As many as fetch follows (Fetch standard, HTTP-redirect fetch). */
const MAX_REDIRECTS = 20
/** What was meant for the first origin alone. */
const CREDENTIALS = ['authorization', 'cookie', 'proxy-authorization']

/** The next request of a redirect, by the rules of fetch for method and body. */
function nextHop({ status }: Response, target: URL, { method, url, headers, body }: Hop): Hop {
  const toGet = status === 303 ? !bodiless({ method }) : status < 303 && method === 'POST'
  const kept = new Headers(headers)
  if (toGet)
    for (const name of ['type', 'length', 'encoding', 'language', 'location']) kept.delete(`content-${name}`)
  if (target.origin !== new URL(url).origin) for (const name of CREDENTIALS) kept.delete(name)
  return { method: toGet ? 'GET' : method, url: target.href, headers: kept, body: toGet ? undefined : body }
}

/**
 * Follows redirects: to the same origin each is signed anew, to another nothing is signed and no credential is sent.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` where a browser hides the target
 */
async function followRedirects(
  first: Response,
  start: Hop,
  token: RequestSigner,
  fetch: Fetch,
  settings: Init,
): Promise<Response> {
  let response = first
  let hop = start
  let isOwn = true
  for (let hops = 0; ; hops++) {
    if (response.type === 'opaqueredirect')
      throw new JwtOptionError(
        'url',
        'was answered with a redirect, whose target a browser hides: send the request to its final address',
      )
    if (response.redirected)
      throw new JwtOptionError(
        'fetch',
        "must leave redirects alone where it is told redirect: 'manual': this one followed by itself, with the signature",
      )
    const location = response.headers?.get('location')
    if (!REDIRECTS.includes(response.status) || !location) return response
    if (hops === MAX_REDIRECTS)
      throw new JwtOptionError('url', `leads to more than ${MAX_REDIRECTS} redirects`)
    const target = parseRequestUrl(location, hop.url)
    await response.body?.cancel()
    // Once it has left its origin, it is not signed there either: its credentials are gone.
    isOwn &&= target.origin === new URL(start.url).origin
    hop = nextHop(response, isOwn ? new URL(spellAsSigned(target)) : target, hop)
    const headers = isOwn ? await sign(token, hop) : hop.headers
    const { method, url, body } = hop
    response = await fetch(url, {
      ...settings,
      method,
      headers,
      ...(body !== undefined && { body }),
      redirect: 'manual',
    })
  }
}

/**
 * Wraps `fetch` so that each request carries a `Twilio-Client-Validation` header. A body of any kind is read into
 * memory first, because its hash is in the header; where that fails, nothing is sent. The path and the query go out
 * percent-encoded as they were signed, which changes no value in them. Redirects are followed to at most
 * 20: within the origin each is signed anew, to another origin neither the signature nor a credential goes along. A
 * browser hides where a redirect leads, so there one is refused with a typed error.
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
    const settings = readSettings(init)
    const request = toRequest(input, settings)
    const headers = readHeaders(request)
    const body = await readBody(request)
    const { method } = request
    const url = spellAsSigned(new URL(request.url))
    // Not every Request knows of redirects: React Native's does not.
    const follows = !['manual', 'error'].includes(settings.redirect ?? request.redirect)
    // A redirect is followed here, so that each target is signed anew, or not at all.
    const redirect: Init = follows ? { redirect: 'manual' } : {}
    const signed: Init = {
      headers: await sign(token, { method, url, headers, body }),
      ...(body !== undefined && { body }),
      ...redirect,
    }
    const { headers: _, body: __, ...rest } = settings
    const response = isRequest(input)
      ? await fetch(withSigned(request, url, signed), { ...rest, ...redirect })
      : await fetch(url, { ...rest, method, ...signed })
    if (!follows) return response
    const { signal, credentials, mode, referrerPolicy } = request
    const hop = { method, url, headers, body }
    return followRedirects(response, hop, token, fetch, {
      ...{ signal, credentials, mode, referrerPolicy },
      ...rest,
    })
  }
}
