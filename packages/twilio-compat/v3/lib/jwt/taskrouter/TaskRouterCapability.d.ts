import type { PolicyOptions, PolicyPayload, TaskRouterCapabilityOptions } from '../../../../dist/v3/index.cjs'
import { TaskRouterCapability as Class, Policy } from '../../../../dist/v3/task_router_capability.cjs'

declare class TaskRouterCapability extends Class {}

// The classes and types themselves: what an application exports of them can be declared through this file alone.
declare namespace TaskRouterCapability {
  export { Policy, type PolicyOptions, type PolicyPayload, type TaskRouterCapabilityOptions }
}

export = TaskRouterCapability
