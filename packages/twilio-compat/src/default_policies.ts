import { webSocketUrl, workspaceUrl } from '@x/taskrouter-capability'
import type { PolicyOptions } from './policy.ts'

/** The class of policies of one of the doors. */
type PolicyClass<Policy> = new (options: PolicyOptions) => Policy

/** What a worker needs to see: activities, tasks, its reservations and itself. */
export function workerPolicies<Policy>(
  Policy: PolicyClass<Policy>,
  version: string,
  workspaceSid: string,
  workerSid: string,
): Policy[] {
  const worker = ['Workers', workerSid]
  return [['Activities'], ['Tasks', '**'], [...worker, 'Reservations', '**'], worker].map(
    (path) => new Policy({ url: workspaceUrl(version, workspaceSid, ...path) }),
  )
}

/** What a web socket needs: to listen to a channel and to send on it. */
export function eventBridgePolicies<Policy>(
  Policy: PolicyClass<Policy>,
  accountSid: string,
  channelId: string,
): Policy[] {
  const url = webSocketUrl(accountSid, channelId)
  return ['GET', 'POST'].map((method) => new Policy({ url, method }))
}
