import { bindConversations, bindSync } from '@x/token-source'
import type { Sdk } from './sdk.ts'

type ConversationsClient = Parameters<typeof bindConversations>[0] & { shutdown(): Promise<void> }
type SyncClient = Parameters<typeof bindSync>[0] & { shutdown(): Promise<void> }
export interface ConversationsModule {
  Client: new (token: string, options: object) => ConversationsClient
}
export interface SyncModule {
  SyncClient: new (token: string, options: object) => SyncClient
}

// The SDKs write into the options they are given.
const copy = (options: object): object => JSON.parse(JSON.stringify(options))

export function conversations(name: string, { Client }: ConversationsModule): Sdk {
  return {
    name,
    product: 'twilsock',
    start(fake, token) {
      const client = new Client(token, copy(fake.twilsock.sdkOptions))
      return {
        bind: (source) => bindConversations(client, source),
        stop: () => settle(client.shutdown()),
      }
    },
  }
}

export function sync(name: string, { SyncClient }: SyncModule): Sdk {
  return {
    name,
    product: 'twilsock',
    start(fake, token) {
      const client = new SyncClient(token, copy(fake.twilsock.sdkOptions))
      return { bind: (source) => bindSync(client, source), stop: () => settle(client.shutdown()) }
    },
  }
}

/** A shutdown waits for what may never come while the server is gone. */
async function settle(shutdown: Promise<void>): Promise<void> {
  const enough = new Promise<void>((resolve) => setTimeout(resolve, 1000))
  await Promise.race([shutdown.catch(() => {}), enough])
}
