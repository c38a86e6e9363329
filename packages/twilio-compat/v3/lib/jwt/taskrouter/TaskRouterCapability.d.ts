// For the names of its types: declarations of an ES module can speak of this file alone.

import { TaskRouterCapability } from '../../../../dist/v3/task_router_capability.cjs'
import type {} from '../../index'

export = TaskRouterCapability
