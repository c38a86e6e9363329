// Type-checked by each run, and never called: the SDKs' own types, newest and oldest, are what the binds take.
import type { Client } from '@twilio/conversations'
import type { Device } from '@twilio/voice-sdk'
import { bindConversations, bindSync, bindTaskRouter, bindVoice, type TokenSource } from '@x/token-source'
import type { Client as OlderClient } from 'conversations-2'
import type { SyncClient as OlderSyncClient } from 'sync-3'
import type { Worker as OlderWorker } from 'taskrouter-2.0'
import type { SyncClient } from 'twilio-sync'
import type { Supervisor, Worker } from 'twilio-taskrouter'
import type { Device as OlderDevice } from 'voice-sdk-2.0'

export function bindEach(
  devices: Device | OlderDevice,
  clients: Client | OlderClient,
  syncClients: SyncClient | OlderSyncClient,
  workers: Worker | OlderWorker | Supervisor,
  source: TokenSource,
): (() => void)[] {
  return [
    bindVoice(devices, source),
    bindVoice(devices, source, { deferDuringCall: false }),
    bindConversations(clients, source),
    bindSync(syncClients, source),
    bindTaskRouter(workers, source),
  ]
}
