import { webSocketUrl, workspaceUrl } from '@x/taskrouter-capability'
import { Policy } from './policy.ts'

export {
  activitiesUrl,
  reservationsUrl,
  taskQueuesUrl,
  tasksUrl,
  workersUrl,
  workspacesUrl,
} from '@x/taskrouter-capability'

/** What a worker needs to see: activities, tasks, its reservations and itself. */
export function defaultWorkerPolicies(version: string, workspaceSid: string, workerSid: string): Policy[] {
  const worker = ['Workers', workerSid]
  return [['Activities'], ['Tasks', '**'], [...worker, 'Reservations', '**'], worker].map(
    (path) => new Policy({ url: workspaceUrl(version, workspaceSid, ...path) }),
  )
}

/** What a web socket needs: to listen to a channel and to send on it. */
export function defaultEventBridgePolicies(accountSid: string, channelId: string): Policy[] {
  const url = webSocketUrl(accountSid, channelId)
  return [new Policy({ url, method: 'GET' }), new Policy({ url, method: 'POST' })]
}
