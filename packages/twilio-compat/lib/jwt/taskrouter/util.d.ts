export {
  activitiesUrl,
  defaultEventBridgePolicies,
  defaultWorkerPolicies,
  reservationsUrl,
  taskQueuesUrl,
  tasksUrl,
  workersUrl,
  workspacesUrl,
} from '../../../dist/task_router_util.cjs'
