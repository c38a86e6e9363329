// One process of the service. Keys come from a file that a secret manager would write; limits are in Redis, which all
// processes share; metrics go to whoever started the process, as they would to a collector.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import {
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { VideoGrant } from '@x/grants-video'
import { createIssuer, createTokenEndpoint, deny } from '@x/token-endpoint'
import { toNodeHandler } from '@x/token-endpoint/node'
import { otelEvents } from '@x/token-endpoint/otel'
import { fromRateLimiter } from '@x/token-endpoint/rate-limiter-flexible'
import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'

const { REDIS_PORT, KEYS_FILE, LIMIT, ON_LIMITER_ERROR } = process.env

let current = JSON.parse(await readFile(KEYS_FILE, 'utf8'))
setInterval(async () => {
  // A file that is being written is read again a moment later.
  current = await readFile(KEYS_FILE, 'utf8')
    .then(JSON.parse)
    .catch(() => current)
  process.send?.({ signsWith: current.apiKeySid })
}, 100)

const storeClient = new Redis(Number(REDIS_PORT), '127.0.0.1', {
  // Without a queue a command fails at once while Redis is away, and the endpoint does as it was told.
  ...{ enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy: () => 100 },
})
storeClient.on('error', () => {})
await once(storeClient, 'ready')

/** Sends what was counted since the last time. */
const exporter = {
  export({ scopeMetrics }, done) {
    const points = scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
      ),
    )
    process.send?.({ points }, () => done({ code: 0 }))
  },
  selectAggregationTemporality: () => AggregationTemporality.DELTA,
  forceFlush: async () => {},
  shutdown: async () => {},
}
const metrics = new MeterProvider({
  readers: [
    new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 500, exportTimeoutMillis: 500 }),
  ],
})

const issuer = createIssuer(() => current)
const endpoint = createTokenEndpoint({
  issuer,
  // The session of the example is a header that a gateway in front would have checked.
  authorize(request) {
    const user = request.headers.get('x-user')
    return user === null
      ? deny(401)
      : { identity: user, grants: [new VideoGrant({ room: 'daily' })], ttl: 600 }
  },
  limiter: fromRateLimiter(new RateLimiterRedis({ storeClient, points: Number(LIMIT), duration: 5 })),
  onLimiterError: ON_LIMITER_ERROR,
  limiterTimeout: 1,
  onEvent: otelEvents(metrics.getMeter('token-service')),
})

const server = createServer(toNodeHandler(endpoint)).listen(0, '127.0.0.1', () => {
  process.send?.({ port: server.address().port, signsWith: current.apiKeySid })
})
// It is for the proxy to end idle connections: a server that does may meet a request on its way.
server.keepAliveTimeout = 60_000
process.on('message', async () => {
  await metrics.forceFlush().catch(() => {})
  process.send?.({ keys: issuer.keys() })
})
process.on('disconnect', () => process.exit())
