// The proxy in front: to each process in turn, and to the next one where a process does not answer.
import { Agent, request as ask, createServer } from 'node:http'

/** Starts it; `upstreams` are the ports, which may change. */
export async function startProxy(upstreams) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let turn = 0

  function forward(request, response, body, triesLeft) {
    const port = upstreams[turn++ % upstreams.length]
    const { method, url: path, headers } = request
    const again = () => {
      if (triesLeft > 0) forward(request, response, body, triesLeft - 1)
      else response.writeHead(502).end()
    }
    const upstream = ask({ ...{ host: '127.0.0.1', port, method, path, headers, agent } }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    // A token that nobody got is no harm, so a request that broke off may be made again.
    upstream.on('error', () => (response.headersSent ? response.destroy() : again()))
    upstream.end(body)
  }

  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    forward(request, response, Buffer.concat(chunks), upstreams.length)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/token`,
    stop() {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}
