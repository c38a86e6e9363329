// One command: the fakes, and Vite with the page. `node start.js` prints the address; Ctrl-C ends all.
import { createFakeTwilio } from '@x/token-testing'
import { createServer } from 'vite'

const fake = await createFakeTwilio()
fake.endpoint.token = { ttl: 30 } // seconds, in the place of an hour

const { voice, twilsock, endpoint } = fake
const addresses = {
  endpoint: endpoint.url,
  voice: voice.sdkOptions,
  twilsock: twilsock.sdkOptions,
}

const vite = await createServer({
  root: new URL('.', import.meta.url).pathname,
  define: { __FAKE__: JSON.stringify(addresses), global: 'globalThis' },
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0) },
  logLevel: 'error',
})
await vite.listen()
console.log(`Open ${vite.resolvedUrls.local[0]}`)

async function stop() {
  await vite.close()
  await fake.stop()
  process.exit()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
