import type * as types from '../../../dist/task_router_capability.cjs'
import { TaskRouterCapability as Class } from '../../../dist/task_router_capability.cjs'

declare class TaskRouterCapability extends Class {
  static default: typeof TaskRouterCapability
}

declare namespace TaskRouterCapability {
  export type Policy = types.Policy
  export type PolicyOptions = types.PolicyOptions
  export type PolicyPayload = types.PolicyPayload
  export type TaskRouterCapabilityOptions = types.TaskRouterCapabilityOptions
}

export = TaskRouterCapability
