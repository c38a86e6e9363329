import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { TokenPage } from '@x/token-page'
import { listen } from '../terminal/listening.ts'

const HOST = '127.0.0.1'

/** A server of the page, on this machine alone. */
export interface PageServer {
  readonly url: string
  stop(): Promise<void>
}

/** What to answer: the page to who asks for it by a name of loopback, and to all else no more than a status. */
function statusFor({ method, url, headers, socket }: IncomingMessage): number {
  // A page of the web whose name was made to mean this machine asks under that name.
  // The usual port is left out of it (RFC 9110 section 7.2).
  const port = socket.localPort === 80 ? '' : `:${socket.localPort}`
  const names = [HOST, 'localhost'].map((name) => name + port)
  if (!names.includes(headers.host ?? '')) return 421
  if (url !== '/') return 404
  return method === 'GET' || method === 'HEAD' ? 200 : 405
}

function answer(request: IncomingMessage, response: ServerResponse, { html, headers }: TokenPage): void {
  const status = statusFor(request)
  if (status !== 200) response.writeHead(status, { ...headers, 'content-type': 'text/plain' }).end()
  else response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : html)
}

/** Starts a server that hands out the page; port 0 is any that is free. */
export async function startPageServer(page: TokenPage, port: number): Promise<PageServer> {
  const server = createServer((request, response) => answer(request, response, page))
  const { origin, stop } = await listen(server, port, HOST)
  return { url: `${origin}/`, stop }
}
