// The proxy in front: to each process in turn, and to the next one where a process does not answer.
import { Agent, request as ask, createServer } from 'node:http'

const read = async (stream) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Starts it; `upstreams` are the ports, which may change. */
export async function startProxy(upstreams) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let turn = 0

  function askUpstream(port, { method, url: path, headers }, body) {
    return new Promise((resolve, reject) => {
      const upstream = ask({ ...{ host: '127.0.0.1', port, method, path, headers, agent } }, (answer) => {
        const { statusCode: status, headers } = answer
        read(answer).then((body) => resolve({ status, headers, body }), reject)
      })
      upstream.on('error', reject)
      upstream.end(body)
    })
  }

  async function forward(request, body) {
    // Counted for this request alone: by a common count others could take the turns of the processes that live.
    const first = turn++
    for (let tries = 0; tries <= upstreams.length; tries++) {
      const port = upstreams[(first + tries) % upstreams.length]
      // A token that nobody got is no harm, so a request that broke off may be made again.
      const answer = await askUpstream(port, request, body).catch(() => undefined)
      if (answer) return answer
    }
    return { status: 502 }
  }

  const server = createServer(async (request, response) => {
    try {
      const { status, headers, body } = await forward(request, await read(request))
      response.writeHead(status, headers).end(body)
    } catch {
      response.destroy()
    }
  })
  // A server that ends idle connections may do so just when the next request is on its way.
  server.keepAliveTimeout = 0
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
