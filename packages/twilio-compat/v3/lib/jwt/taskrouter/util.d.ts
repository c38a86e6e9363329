// For the names of its types: declarations of an ES module can speak of this file alone.
import type {} from '../../index'

export {
  activitiesUrl,
  defaultEventBridgePolicies,
  defaultWorkerPolicies,
  reservationsUrl,
  taskQueuesUrl,
  tasksUrl,
  workersUrl,
  workspacesUrl,
} from '../../../../dist/v3/task_router_util.cjs'
