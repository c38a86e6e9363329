import type { Body, Call } from '../call.ts'
import type { WebRequest } from '../web_types.ts'
import { lazyRequest } from './lazy_request.ts'
import { bodyOf } from './node_body.ts'
import type { NodeRequest } from './node_types.ts'
import { urlOf } from './node_url.ts'

/** A request of Node's, as the endpoint reads it. */
export class NodeCall implements Call {
  readonly #request: NodeRequest
  readonly #parsed: unknown
  readonly method: string

  constructor(request: NodeRequest, parsed: unknown) {
    this.#request = request
    this.#parsed = parsed
    this.method = request.method ?? 'GET'
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  url(): string {
    return urlOf(this.#request)
  }

  request(): WebRequest {
    return lazyRequest(this.#request)
  }

  body(limit: number, timeout: number): Body | Promise<Body> {
    return this.method === 'GET' ? undefined : bodyOf(this.#request, this.#parsed, limit, timeout)
  }
}
