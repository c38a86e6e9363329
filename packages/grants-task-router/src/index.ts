export {
  TaskRouterGrant,
  type TaskRouterGrantOptions,
  type TaskRouterGrantPayload,
  type TaskRouterRole,
} from './task_router_grant.ts'
