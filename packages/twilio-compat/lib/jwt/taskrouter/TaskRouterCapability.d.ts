import {
  TaskRouterCapability as Class,
  Policy,
  type PolicyOptions,
  type PolicyPayload,
  type TaskRouterCapabilityOptions,
} from '../../../dist/task_router_capability.cjs'

declare class TaskRouterCapability extends Class {
  static default: typeof TaskRouterCapability
}

// The classes and types themselves: what an application exports of them can be declared through this file alone.
declare namespace TaskRouterCapability {
  export { Policy, type PolicyOptions, type PolicyPayload, type TaskRouterCapabilityOptions }
}

export = TaskRouterCapability
