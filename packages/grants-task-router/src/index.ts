export {
  TaskRouterGrant,
  type TaskRouterGrantOptions,
  type TaskRouterGrantPayload,
} from './task_router_grant.ts'
