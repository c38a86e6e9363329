import type { Body } from '../call.ts'
import { declaredLength, joinBytes } from '../read_body.ts'
import { Refusal } from '../refusals.ts'
import type { NodeRequest } from './node_types.ts'

/** Whether a message brings a body (RFC 9112 section 6.3). */
export function hasBody({ headers }: NodeRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (declaredLength(headers['content-length']) ?? 0) > 0
}

/**
 * The body of a request: what a body parser made of it, or at most `limit` bytes read within `timeout` seconds.
 *
 * @throws Refusal
 */
export function bodyOf(
  request: NodeRequest,
  parsed: unknown,
  limit: number,
  timeout: number,
): Body | Promise<Body> {
  // A body parser of Express 4 leaves {} where there was no body, or one that it did not read.
  if (!hasBody(request)) return undefined
  const size = declaredLength(request.headers['content-length'])
  if (size !== undefined && size > limit) throw new Refusal('body-size')
  if (!isRead(request)) return takeBody(request, limit, timeout)
  if (parsed === undefined) return { lost: true }
  return { parsed }
}

/**
 * Most bodies are small and come along with their head. When Node has read what is there, such a one is whole: it is
 * taken as it lies, without listeners and without a timer.
 */
function takeBody(request: NodeRequest, limit: number, timeout: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      // A client that went away meanwhile, or somebody who reads beside us: nothing comes any more.
      if (request.aborted || request.destroyed || isRead(request)) {
        reject(new Refusal('body-unreadable', {}))
        return
      }
      if (!request.complete || request.readableFlowing) {
        readBody(request, limit, timeout).then(resolve, reject)
        return
      }
      const bytes: Uint8Array = request.read() ?? new Uint8Array()
      if (bytes.length > limit) reject(new Refusal('body-size'))
      else resolve({ bytes })
    })
  })
}

function isRead(request: NodeRequest): boolean {
  return request.readableEnded || request.readableDidRead
}

function readBody(request: NodeRequest, limit: number, timeout: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    // Listeners are left where they are: to take them off costs more than to hear that it is over.
    let isOver = false
    const timer = setTimeout(() => fail(new Refusal('body-timeout')), timeout * 1000)
    function fail(error: unknown): void {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      request.pause()
      reject(error instanceof Refusal ? error : new Refusal('body-unreadable', { error }))
    }
    function breakOff(): void {
      if (!isOver) fail(new Error('the client went away before its body was whole'))
    }
    function take(chunk: Uint8Array): void {
      if (isOver) return
      size += chunk.length
      if (size > limit) fail(new Refusal('body-size'))
      else chunks.push(chunk)
    }
    function finish(): void {
      isOver = true
      clearTimeout(timer)
      resolve({ bytes: joinBytes(chunks, size) })
    }
    request.on('data', take).on('end', finish).on('error', fail).on('close', breakOff)
    // Who has gone says so no more.
    if (request.destroyed) breakOff()
  })
}
