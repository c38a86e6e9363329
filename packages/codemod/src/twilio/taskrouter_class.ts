import type { TwilioClass } from './twilio_class.ts'

const FAMILY = 'TaskRouterCapability'

/** `twilio.jwt.taskrouter.TaskRouterCapability`. */
export const TASK_ROUTER_CAPABILITY: TwilioClass = {
  name: 'TaskRouterCapability',
  family: FAMILY,
  within: 'jwt.taskrouter',
  declaration: `class TaskRouterCapability {
    private brand: 'TaskRouterCapability'
    constructor(options: any)
    static Policy: typeof Policy
    [field: string]: any
  }`,
  // Its claims are those of the other libraries, in which `iat` is not.
  stays:
    'its tokens say when they were made (iat) and the native ones do not, so they would not be the same: TaskRouterCapability of @x/twilio-compat makes the same ones; for new code see WorkerCapabilityToken of @x/taskrouter-capability',
}

const WITH_THE_TOKEN = 'it goes with TaskRouterCapability, whose tokens the native packages do not make alike'

export const POLICY: TwilioClass = {
  name: 'Policy',
  family: FAMILY,
  within: 'jwt.taskrouter',
  declaration: "class Policy { private brand: 'Policy'; constructor(options?: any); [field: string]: any }",
  stays: WITH_THE_TOKEN,
}

/** `twilio.jwt.taskrouter.util`. */
export const TASK_ROUTER_UTIL: readonly TwilioClass[] = [
  ...['defaultWorkerPolicies', 'defaultEventBridgePolicies', 'workspacesUrl', 'taskQueuesUrl', 'tasksUrl'],
  ...['activitiesUrl', 'workersUrl', 'reservationsUrl'],
].map((name) => ({
  name,
  family: FAMILY,
  within: 'jwt.taskrouter.util',
  declaration: `function ${name}(...args: any[]): ${name.endsWith('Url') ? 'string' : 'Policy[]'}`,
  stays: WITH_THE_TOKEN,
}))
