import { epochSeconds } from '@x/jwt-core/token'
import { VERSION } from '@x/taskrouter-capability/facts'
import { hide } from '../hidden.ts'
import { signCapability, signLike3 } from '../sign.ts'
import type * as since4 from '../task_router_capability.ts'
import { taskRouterClaims } from '../task_router_claims.ts'
import { functionClass } from './function_class.ts'
import { valuesOf } from './lodash.ts'
import { Policy } from './policy.ts'
import { checkDefined } from './required.ts'

export { Policy }

/** A TaskRouter capability token in the manner of twilio 3.x. */
export interface TaskRouterCapability {
  accountSid: string
  authToken: string
  workspaceSid: string
  channelId: string
  ttl: number
  version: string
  policies: Policy[]
  friendlyName?: string | undefined
  addPolicy(policy: Policy): void
  /**
   * Signs the token with the fields as they are at this moment.
   *
   * @throws Error, TypeError with twilio's message where twilio throws
   * @throws JwtOptionError where twilio would sign a token that is wrong (`ERR_OPTION_INVALID`, `ERR_KEY_INVALID`)
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwt(): string
}

/** The class itself, with `Policy` on it. */
export interface TaskRouterCapabilityClass {
  /** @throws Error, TypeError with twilio's messages */
  new (options: since4.TaskRouterCapabilityOptions): TaskRouterCapability
  readonly prototype: TaskRouterCapability
  Policy: typeof Policy
}

function init(this: TaskRouterCapability, options: since4.TaskRouterCapabilityOptions): void {
  checkDefined('options', options)
  checkDefined('options.accountSid', options.accountSid)
  checkDefined('options.authToken', options.authToken)
  checkDefined('options.workspaceSid', options.workspaceSid)
  checkDefined('options.channelId', options.channelId)
  this.accountSid = options.accountSid
  hide(this, 'authToken', options.authToken)
  this.workspaceSid = options.workspaceSid
  this.channelId = options.channelId
  this.friendlyName = options.friendlyName
  this.ttl = options.ttl || 3600
  this.version = options.version || VERSION
  this.policies = []
}

const members: Pick<TaskRouterCapability, 'addPolicy' | 'toJwt'> & ThisType<TaskRouterCapability> = {
  addPolicy(policy) {
    this.policies.push(policy)
  },

  toJwt() {
    const now = epochSeconds()
    const policies = valuesOf(this.policies).map((policy) => policy.payload())
    const startsWith = (prefix: string) => `${this.channelId ?? ''}`.startsWith(prefix)
    const claims = taskRouterClaims(this, now, policies, startsWith)
    return signCapability(this.authToken, claims, now, signLike3)
  },
}

/**
 * The `TaskRouterCapability` of `twilio.jwt.taskrouter` in twilio 3.x. See this package's README for the few places where
 * it differs on purpose.
 *
 * @example
 * ```ts
 * const capability = new TaskRouterCapability({ accountSid, authToken, workspaceSid, channelId: workerSid })
 * for (const policy of util.defaultWorkerPolicies('v1', workspaceSid, workerSid)) capability.addPolicy(policy)
 * const jwt = capability.toJwt()
 * ```
 */
export const TaskRouterCapability: TaskRouterCapabilityClass = functionClass(
  'TaskRouterCapability',
  init,
  members,
  { Policy },
)

// Types only, under the names that twilio gives them. None may share its name with what it stands for: the bundled
// declarations lose the difference.
export declare namespace TaskRouterCapability {
  export type TaskRouterCapabilityOptions = ConstructorParameters<TaskRouterCapabilityClass>[0]
  export type PolicyOptions = NonNullable<ConstructorParameters<TaskRouterCapabilityClass['Policy']>[0]>
  export type PolicyPayload = ReturnType<Policy['payload']>
  export type Policy = InstanceType<TaskRouterCapabilityClass['Policy']>
}
