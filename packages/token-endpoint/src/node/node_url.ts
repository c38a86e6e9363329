import { Refusal } from '../refusals.ts'
import type { NodeRequest } from './node_types.ts'

const HOST = /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i
/** The last host that was found good: most requests name the same. */
let good = ''

/** Whether an address can be made with a host: a number in it may be too large, a name none of the right kind. */
function isHost(host: string): boolean {
  if (host === good) return true
  if (!HOST.test(host) || !URL.canParse(`http://${host}`)) return false
  good = host
  return true
}

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
  if (!isHost(host)) throw new Refusal('address')
  const scheme = 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http'
  // A request for a proxy names the whole address (RFC 9112 section 3.2.2); the host is what Host says.
  const target = request.originalUrl ?? request.url ?? '/'
  if (target.startsWith('/')) return `${scheme}://${host}${target}`
  const path = target.replace(ABSOLUTE, '')
  return `${scheme}://${host}${path.startsWith('/') ? '' : '/'}${path}`
}
