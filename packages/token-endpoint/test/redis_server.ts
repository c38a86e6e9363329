// A process of the service that the tests of shared limits run twice. It is told all in the environment, and says its
// port on the first line.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { createIssuer, createTokenEndpoint, type TokenEndpointOptions } from '../src/index.ts'
import { toNodeHandler } from '../src/node/index.ts'
import { fromRateLimiter } from '../src/rate_limiter_flexible.ts'

const { REDIS_PORT, LIMIT, ON_LIMITER_ERROR } = process.env
const storeClient = new Redis(Number(REDIS_PORT), '127.0.0.1', {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  retryStrategy: () => 50,
})
storeClient.on('error', () => {})
await new Promise((resolve) => storeClient.once('ready', resolve))

const endpoint = createTokenEndpoint({
  issuer: createIssuer({
    accountSid: 'AC1',
    apiKeySid: 'SK1',
    apiKeySecret: 'fake-api-key-secret-0123456789',
  }),
  authorize: (request) => ({ identity: request.headers.get('authorization') ?? 'nobody', grants: [] }),
  limiter: fromRateLimiter(new RateLimiterRedis({ storeClient, points: Number(LIMIT), duration: 600 })),
  onLimiterError: ON_LIMITER_ERROR as NonNullable<TokenEndpointOptions['onLimiterError']>,
  limiterTimeout: 1,
})
const server = createServer(toNodeHandler(endpoint)).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
