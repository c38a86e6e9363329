import { describe, JwtOptionError } from '@x/jwt-core/token'
import type { OwnResponse } from './answer.ts'
import type { WebRequest, WebResponse } from './web_types.ts'

/** What a Twilio Function is told of its surroundings. */
export interface FunctionContext {
  readonly DOMAIN_NAME?: string | undefined
  readonly PATH?: string | undefined
}

/** What a Twilio Function is called with: the parameters of the address and of the body, and the request's headers. */
export interface FunctionEvent {
  readonly request?: {
    readonly headers?: Readonly<Record<string, string | undefined>> | undefined
    readonly cookies?: Readonly<Record<string, string>> | undefined
  }
  readonly [parameter: string]: unknown
}

export type FunctionCallback = (error: unknown, response?: object) => void

/** The global that Twilio Functions have. */
interface TwilioGlobal {
  readonly Twilio?: {
    readonly Response: new () => {
      setStatusCode(status: number): unknown
      setHeaders(headers: Record<string, string | string[]>): unknown
      setBody(body: string): unknown
    }
  }
}

/** Headers of the body as it came; here it comes as parameters. */
const OF_THE_BODY = new Set(['content-length', 'content-type', 'content-encoding', 'transfer-encoding'])

/**
 * Takes an endpoint into Twilio Functions. They tell a function its parameters and not its method: they are the body of a
 * POST here, or a preflight where the headers are those of one.
 *
 * @example
 * ```ts
 * exports.handler = (context, event, callback) => toFunctionHandler(endpointFor(context))(context, event, callback)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function toFunctionHandler(
  endpoint: (request: WebRequest) => Promise<WebResponse>,
): (context: FunctionContext, event: FunctionEvent, callback: FunctionCallback) => Promise<void> {
  if (typeof endpoint !== 'function')
    throw new JwtOptionError('endpoint', `must be made by createTokenEndpoint, got ${describe(endpoint)}`)
  return async (context, event, callback) => {
    const { Twilio } = globalThis as TwilioGlobal
    if (Twilio === undefined) return callback(new Error('this handler runs in Twilio Functions alone'))
    try {
      const answer = await endpoint(requestOf(context, event))
      const response = new Twilio.Response()
      response.setStatusCode(answer.status)
      response.setHeaders(headersOf(answer))
      response.setBody(await answer.text())
      callback(null, response)
    } catch (error) {
      callback(error)
    }
  }
}

/** The one header that cannot be joined to one line is a list. */
function headersOf(answer: WebResponse): Record<string, string | string[]> {
  const headers = answer.headers as unknown as OwnResponse['headers']
  const cookies = headers.getSetCookie()
  const { 'set-cookie': _, ...rest } = Object.fromEntries(headers)
  // Spelt so: their class sets an empty list of its own where that name is not there.
  return { ...rest, ...(cookies.length > 0 && { 'Set-Cookie': cookies }) }
}

function requestOf(context: FunctionContext, event: FunctionEvent): WebRequest {
  const { request, ...parameters } = event
  const headers = new Headers()
  for (const [name, value] of Object.entries(request?.headers ?? {}))
    if (value !== undefined && !OF_THE_BODY.has(name.toLowerCase())) headers.append(name, value)
  const cookies = Object.entries(request?.cookies ?? {})
  // Functions take the cookies out of the headers.
  if (!headers.has('cookie') && cookies.length > 0)
    headers.set('cookie', cookies.map(([name, value]) => `${name}=${value}`).join('; '))
  const path = context.PATH ?? '/'
  const url = new URL(
    path.startsWith('/') ? path : `/${path}`,
    `https://${context.DOMAIN_NAME ?? 'localhost'}`,
  )
  if (headers.has('access-control-request-method'))
    return new Request(url, { method: 'OPTIONS', headers }) as WebRequest
  const hasBody = Object.keys(parameters).length > 0
  if (hasBody) headers.set('content-type', 'application/json')
  return new Request(url, {
    method: 'POST',
    headers,
    ...(hasBody && { body: JSON.stringify(parameters) }),
  }) as WebRequest
}
