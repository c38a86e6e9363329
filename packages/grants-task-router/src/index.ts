export type { Check, Field, FieldGrant, FieldKind, Fields } from '@x/jwt-core/grant'
export {
  TaskRouterGrant,
  type TaskRouterGrantOptions,
  type TaskRouterGrantPayload,
  type TaskRouterRole,
} from './task_router_grant.ts'
