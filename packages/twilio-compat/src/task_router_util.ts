import { eventBridgePolicies, workerPolicies } from './default_policies.ts'
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
  return workerPolicies(Policy, version, workspaceSid, workerSid)
}

/** What a web socket needs: to listen to a channel and to send on it. */
export function defaultEventBridgePolicies(accountSid: string, channelId: string): Policy[] {
  return eventBridgePolicies(Policy, accountSid, channelId)
}
