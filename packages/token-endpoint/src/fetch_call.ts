import type { Body, Call } from './call.ts'
import { type ByteStream, declaredLength, inTime, readStream } from './read_body.ts'
import { Refusal } from './refusals.ts'
import type { RequestShape, WebRequest } from './web_types.ts'

/** What is used of a request of fetch. */
interface FetchRequest extends RequestShape {
  readonly bodyUsed: boolean
  readonly body: ByteStream | null | undefined
  arrayBuffer(): Promise<ArrayBuffer>
}

/** A request of fetch, as the endpoint reads it. */
export function fetchCall(request: WebRequest): Call {
  const { method, headers } = request
  const header = (name: string) => headers.get(name) ?? undefined
  return {
    method,
    header,
    url: () => request.url,
    request: () => request,
    async body(limit, timeout): Promise<Body> {
      if (method === 'GET') return undefined
      const { bodyUsed } = request as unknown as FetchRequest
      if (bodyUsed) return { lost: true }
      const length = declaredLength(header('content-length'))
      if (length !== undefined && length > limit) throw new Refusal('body-size')
      if (length !== undefined && isServers(request))
        return { bytes: await readFramed(request, limit, timeout) }
      const { body } = request as unknown as FetchRequest
      return body ? { bytes: await readStream(body, limit, timeout) } : undefined
    },
  }
}

/**
 * Whether a server made this request, such as Hono's on Node, whose body is as long as it says. There a stream would cost
 * several times what all the rest does.
 */
function isServers(request: WebRequest): boolean {
  return Object.getPrototypeOf(request) !== Request.prototype
}

async function readFramed(request: WebRequest, limit: number, timeout: number): Promise<Uint8Array> {
  const { arrayBuffer } = request as unknown as FetchRequest
  const bytes = new Uint8Array(await inTime(arrayBuffer.call(request), timeout))
  if (bytes.length > limit) throw new Refusal('body-size')
  return bytes
}
