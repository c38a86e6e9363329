import type { Call } from '../call.ts'
import { lazyRequest } from './lazy_request.ts'
import { bodyOf } from './node_body.ts'
import type { NodeRequest } from './node_types.ts'
import { urlOf } from './node_url.ts'

/** A request of Node's, as the endpoint reads it. */
export function nodeCall(request: NodeRequest, parsed: unknown): Call {
  const { method = 'GET', headers } = request
  return {
    method,
    header(name) {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    url: () => urlOf(request),
    request: () => lazyRequest(request),
    body(limit, timeout) {
      return method === 'GET' ? undefined : bodyOf(request, parsed, limit, timeout)
    },
  }
}
