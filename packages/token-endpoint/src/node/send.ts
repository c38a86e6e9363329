import type { ServerResponse } from 'node:http'
import type { Answer } from '../answer.ts'
import { declaredLength } from '../read_body.ts'
import { hasBody } from './node_body.ts'
import type { NodeRequest } from './node_types.ts'

/** An answer, or one that somebody's own function made. */
export type Sendable = Omit<Answer, 'body'> & { readonly body: string | Uint8Array | null }

/** How long a client that is cut off gets to read its answer, in ms. */
const LINGER = 500
/** A body of at most so many bytes that nobody wants is left to Node to read. */
const SMALL = 65536

/** Whether a connection is fit for another request once this one is answered. */
function isWhole(request: NodeRequest): boolean {
  if (request.complete || request.httpVersionMajor > 1 || !hasBody(request)) return true
  const size = declaredLength(request.headers['content-length'])
  return !request.readableDidRead && size !== undefined && size <= SMALL
}

/**
 * Sends an answer. A client that goes on sending a body which nobody will read is cut off.
 *
 * Written when all requests of this turn of the event loop are read: what is written one after the other wakes the
 * clients once, and each waking costs about as much as signing does.
 */
export function send(request: NodeRequest, response: ServerResponse, answer: Sendable): Promise<void> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        write(request, response, answer)
        resolve()
      } catch (error) {
        reject(error)
      }
    })
  })
}

function write(request: NodeRequest, response: ServerResponse, answer: Sendable): void {
  if (response.headersSent || response.destroyed) return
  const { status, body, cookies } = answer
  const headers: Record<string, string | number | string[]> = answer.headers
  // What answers before this one vary by, such as compression, goes on to count.
  const vary = response.getHeader('vary')
  if (vary !== undefined) headers.vary = `${vary}, ${answer.headers.vary}`
  if (cookies !== undefined && cookies.length > 0) headers['set-cookie'] = [...cookies]
  const size = body === null ? 0 : Buffer.byteLength(body)
  if (body !== null) headers['content-length'] = size
  // As long in UTF-8 as in characters it is ASCII, which Node is quicker to write when it knows.
  const encoding = size === body?.length ? 'latin1' : 'utf8'
  if (isWhole(request)) {
    response.writeHead(status, headers)
    response.end(body, encoding)
    return
  }
  headers.connection = 'close'
  response.writeHead(status, headers)
  response.end(body, encoding, () => {
    request.resume()
    setTimeout(() => request.destroy(), LINGER).unref()
  })
}
