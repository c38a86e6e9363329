import { isBytes } from '@x/jwt-core/token'
import { declaredLength } from '../read_body.ts'
import type { WebRequest, WebResponse } from '../web_types.ts'
import { headersOf } from './lazy_headers.ts'
import { hasBody } from './node_body.ts'
import type { NodeRequest } from './node_types.ts'
import { urlOf } from './node_url.ts'
import type { Sendable } from './send.ts'

/** The body that a parser left, in the form it came in; the parser undid its compression. */
function encodeAgain(parsed: unknown, headers: Headers): string | Uint8Array {
  headers.delete('content-length')
  headers.delete('content-encoding')
  if (typeof parsed === 'string' || isBytes(parsed)) return parsed
  if (!headers.get('content-type')?.includes('x-www-form-urlencoded')) return JSON.stringify(parsed)
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(parsed as Record<string, unknown>))
    for (const one of [value].flat()) fields.append(name, String(one))
  return fields.toString()
}

function streamOf(request: NodeRequest): ReadableStream<Uint8Array> {
  const chunks = request[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}

function requestOf(request: NodeRequest, parsed: unknown): Request {
  const { method = 'GET' } = request
  const headers = headersOf(request)
  if (method === 'GET' || method === 'HEAD' || !hasBody(request))
    return new Request(urlOf(request), { method, headers })
  const isRead = request.readableDidRead || request.readableEnded
  const body = isRead ? (parsed === undefined ? '' : encodeAgain(parsed, headers)) : streamOf(request)
  return new Request(urlOf(request), { method, headers, body, duplex: 'half' } as RequestInit)
}

/** Asks a function that is no endpoint of this package, such as one that wraps it. */
export async function askFetch(
  endpoint: (request: WebRequest) => Promise<WebResponse>,
  request: NodeRequest,
  parsed: unknown,
): Promise<Sendable> {
  const response = (await endpoint(requestOf(request, parsed) as WebRequest)) as Response
  const { 'set-cookie': _, ...headers } = Object.fromEntries(response.headers)
  const size = declaredLength(headers['content-length'])
  const body = response.body === null || size === 0 ? null : new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers, cookies: response.headers.getSetCookie(), body }
}
