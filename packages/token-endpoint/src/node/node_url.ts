import { Refusal } from '../refusals.ts'
import type { NodeRequest } from './node_types.ts'

const HOST = /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i
const ABSOLUTE = /^https?:\/\/[^/?#]*/i

/**
 * The whole address of a request, as the client wrote it: before Express took off the path that a router is mounted
 * under.
 *
 * @throws Refusal
 */
export function urlOf(request: NodeRequest): string {
  const { socket, headers } = request
  const host = headers.host ?? (headers[':authority'] as string | undefined) ?? 'localhost'
  if (!HOST.test(host)) throw new Refusal('address')
  const scheme = 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http'
  // A request for a proxy names the whole address (RFC 9112 section 3.2.2); the host is what Host says.
  const target = request.originalUrl ?? request.url ?? '/'
  if (target.startsWith('/')) return `${scheme}://${host}${target}`
  const path = target.replace(ABSOLUTE, '')
  return `${scheme}://${host}${path.startsWith('/') ? '' : '/'}${path}`
}
