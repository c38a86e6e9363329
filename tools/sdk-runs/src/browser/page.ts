// The page: each SDK bound to a source of its own, told by the address which and where.
import { createTokenSource, fetchFrom } from '@x/token-source'
import { plainLoopback } from '@x/token-testing/websocket'
import type { Sdk, SdkOptions } from '../sdks/sdk.ts'

interface Told {
  readonly sdk: string
  readonly endpoint: string
  readonly ttl: number
  readonly servers: SdkOptions
}

async function load(name: string): Promise<Sdk> {
  if (name === 'voice')
    return (await import('../sdks/voice.ts')).voice(name, (await import('@twilio/voice-sdk')) as never)
  const twilsock = await import('../sdks/twilsock.ts')
  if (name === 'conversations')
    return twilsock.conversations(name, (await import('@twilio/conversations')) as never)
  if (name === 'sync') return twilsock.sync(name, (await import('twilio-sync')) as never)
  return (await import('../sdks/task_router.ts')).taskRouter(
    name,
    (await import('twilio-taskrouter')) as never,
  )
}

async function start(): Promise<void> {
  // Before the SDKs are loaded, for they keep the one they find.
  globalThis.WebSocket = plainLoopback(globalThis.WebSocket)
  const all: readonly Told[] = JSON.parse(decodeURIComponent(location.hash.slice(1)))
  await Promise.all(
    all.map(async ({ sdk: name, endpoint, ttl, servers }) => {
      const sdk = await load(name)
      const source = createTokenSource(fetchFrom(endpoint), { timeout: 5, maxBackoff: Math.min(60, ttl) })
      sdk.start(servers, await source.get()).bind(source)
    }),
  )
  Object.assign(globalThis, { ready: true })
}

start().catch((error) => Object.assign(globalThis, { failure: String(error?.stack ?? error) }))
