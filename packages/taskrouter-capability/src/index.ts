export { defaultEventBridgePolicies, defaultWorkerPolicies } from './default_policies.ts'
export {
  Policy,
  type PolicyFilter,
  type PolicyMethod,
  type PolicyOptions,
  type PolicyPayload,
} from './policy.ts'
export {
  TaskQueueCapabilityToken,
  type TaskQueueCapabilityTokenOptions,
} from './task_queue_capability_token.ts'
export {
  type CapabilityTokenOptions,
  type TaskRouterCapabilityClaims,
  TaskRouterCapabilityToken,
  type TaskRouterCapabilityTokenOptions,
} from './taskrouter_capability_token.ts'
export {
  activitiesUrl,
  reservationsUrl,
  taskQueuesUrl,
  tasksUrl,
  webSocketUrl,
  workersUrl,
  workspacesUrl,
  workspaceUrl,
} from './urls.ts'
export { WorkerCapabilityToken, type WorkerCapabilityTokenOptions } from './worker_capability_token.ts'
export {
  WorkspaceCapabilityToken,
  type WorkspaceCapabilityTokenOptions,
} from './workspace_capability_token.ts'
