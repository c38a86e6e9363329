// Clients: so many requests a second whether answers come or not (or, where a machine cannot answer that many, so many at a
// time), most from users who ask seldom, some from one who asks too often.
import { Agent, request as ask } from 'node:http'
import { verifyAccessToken } from '@x/access-token'

const GREEDY_EVERY = 5
/** How many may wait for an answer at once; above it the next ones are asked later. */
const AT_ONCE = 64
/** After how many ms a request without an answer is given up. */
const PATIENCE = 30_000

function askOnce(url, user, agent) {
  return new Promise((resolve) => {
    const request = ask(
      url,
      { method: 'POST', headers: { 'x-user': user }, agent, timeout: PATIENCE },
      (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }),
        )
        response.on('error', () => resolve({ status: 0 }))
      },
    )
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve({ status: 0 }))
    request.end()
  })
}

/** Starts the load and gives what will be known of each request: `at` and `took` in seconds, `status`, `key`. */
export function startLoad({ url, rate, ring }) {
  const agent = new Agent({ keepAlive: true })
  const began = performance.now()
  const results = []
  const running = new Set()
  let isOver = false
  let sent = 0

  async function one(number) {
    const askedAt = performance.now()
    const user = number % GREEDY_EVERY === 0 ? 'greedy' : `user${number}`
    const { status, body } = await askOnce(url, user, agent)
    const result = { at: (askedAt - began) / 1000, took: (performance.now() - askedAt) / 1000, status, user }
    results.push(result)
    if (status !== 200) return
    try {
      const verified = await verifyAccessToken(JSON.parse(body).token, ring)
      result.key = verified.signingKeySid
      result.wrong = verified.identity !== user
    } catch (error) {
      result.wrong = true
      result.error = error.code
    }
  }

  const timer = setInterval(() => {
    const due = ((performance.now() - began) / 1000) * rate
    while (!isOver && sent < due && running.size < AT_ONCE) {
      const asking = one(sent++).finally(() => running.delete(asking))
      running.add(asking)
    }
  }, 5)

  return {
    now: () => (performance.now() - began) / 1000,
    /** How many requests were asked after `since` and are answered. */
    answered: (since) => results.filter(({ at }) => at > since).length,
    async stop() {
      isOver = true
      clearInterval(timer)
      await Promise.all(running)
      agent.destroy()
      return results.sort((a, b) => a.at - b.at)
    },
  }
}
