// What an application exports of it is declared through the file that has the class of policies.
import type {} from './TaskRouterCapability'

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
