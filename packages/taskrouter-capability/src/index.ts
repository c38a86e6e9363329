export {
  JwtError,
  type JwtErrorCode,
  JwtOptionError,
  type Key,
  type KeyOrRing,
  type KeyRing,
} from '@x/jwt-core/token'
export { defaultEventBridgePolicies, defaultWorkerPolicies } from './default_policies.ts'
export type { PolicyMethod, PolicyPayload } from './facts.ts'
export { Policy, type PolicyFilter, type PolicyOptions } from './policy.ts'
export {
  TaskQueueCapabilityToken,
  type TaskQueueCapabilityTokenOptions,
} from './task_queue_capability_token.ts'
export { type TaskRouterCapabilityClaims, TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'
export type { CapabilityTokenOptions, TaskRouterCapabilityTokenOptions } from './token_options.ts'
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
