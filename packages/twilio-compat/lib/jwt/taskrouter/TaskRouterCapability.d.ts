// For the names of its types: declarations of an ES module can speak of this file alone.

import type * as types from '../../../dist/task_router_capability.cjs'
import { TaskRouterCapability as Class } from '../../../dist/task_router_capability.cjs'
import type {} from '../../index'

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
