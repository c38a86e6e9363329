import type { Policy } from './policy.ts'

/**
 * What `twilio.jwt.taskrouter.util` holds. An interface of its own, since declarations have no name for the type of a
 * module, nor for a function of one that is not exported.
 */
export interface TaskRouterUtil<AnyPolicy = Policy> {
  activitiesUrl: (workspaceSid: string, activitySid?: string) => string
  defaultEventBridgePolicies: (accountSid: string, channelId: string) => AnyPolicy[]
  defaultWorkerPolicies: (version: string, workspaceSid: string, workerSid: string) => AnyPolicy[]
  reservationsUrl: (workspaceSid: string, workerSid: string, reservationSid?: string) => string
  taskQueuesUrl: (workspaceSid: string, taskQueueSid?: string) => string
  tasksUrl: (workspaceSid: string, taskSid?: string) => string
  workersUrl: (workspaceSid: string, workerSid?: string) => string
  workspacesUrl: (workspaceSid?: string) => string
}
