import { webSocketUrl, workspaceUrl } from '@x/taskrouter-capability'
import type { PolicyOptions } from './policy.ts'

/** What a worker needs to see: activities, tasks, its reservations and itself. */
export function workerPolicies(version: string, workspaceSid: string, workerSid: string): PolicyOptions[] {
  const worker = ['Workers', workerSid]
  return [['Activities'], ['Tasks', '**'], [...worker, 'Reservations', '**'], worker].map((path) => ({
    url: workspaceUrl(version, workspaceSid, ...path),
  }))
}

/** What a web socket needs: to listen to a channel and to send on it. */
export function eventBridgePolicies(accountSid: string, channelId: string): PolicyOptions[] {
  const url = webSocketUrl(accountSid, channelId)
  return ['GET', 'POST'].map((method) => ({ url, method }))
}
