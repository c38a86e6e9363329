import { epochSeconds, isBranded } from '@x/jwt-core/token'
import { VERSION } from '@x/taskrouter-capability/facts'
import { hide } from './hidden.ts'
import { Policy } from './policy.ts'
import { signCapability } from './sign.ts'
import { taskRouterClaims } from './task_router_claims.ts'

export { Policy, type PolicyOptions, type PolicyPayload } from './policy.ts'

export interface TaskRouterCapabilityOptions {
  accountSid: string
  authToken: string
  workspaceSid: string
  channelId: string
  friendlyName?: string | undefined
  /** Life in seconds. Default 3600. */
  ttl?: number | undefined
  /** Default `v1`. */
  version?: string | undefined
}

const REQUIRED = ['accountSid', 'authToken', 'workspaceSid', 'channelId'] as const

/**
 * The `TaskRouterCapability` of `twilio.jwt.taskrouter`. See this package's README for the few places where it
 * differs on purpose.
 *
 * @example
 * ```ts
 * const capability = new TaskRouterCapability({ accountSid, authToken, workspaceSid, channelId: workerSid })
 * for (const policy of util.defaultWorkerPolicies('v1', workspaceSid, workerSid)) capability.addPolicy(policy)
 * const jwt = capability.toJwt()
 * ```
 */
export class TaskRouterCapability {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.TaskRouterCapability'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  static Policy: typeof Policy = Policy

  accountSid: string
  declare authToken: string
  workspaceSid: string
  channelId: string
  friendlyName?: string | undefined
  ttl: number
  version: string
  policies: Policy[]

  /** @throws Error with twilio's message when one of the first four options is missing */
  constructor(options: TaskRouterCapabilityOptions) {
    if (!options) throw new Error('Required parameter "options" missing.')
    for (const name of REQUIRED)
      if (!options[name]) throw new Error(`Required parameter "options.${name}" missing.`)
    this.accountSid = options.accountSid
    hide(this, 'authToken', options.authToken)
    this.workspaceSid = options.workspaceSid
    this.channelId = options.channelId
    this.friendlyName = options.friendlyName
    this.ttl = options.ttl || 3600
    this.version = options.version || VERSION
    this.policies = []
  }

  addPolicy(policy: Policy): void {
    this.policies.push(policy)
  }

  /**
   * Signs the token with the fields as they are at this moment.
   *
   * @throws Error with twilio's message where twilio throws
   * @throws JwtOptionError where twilio would sign a token that is wrong (`ERR_OPTION_INVALID`, `ERR_KEY_INVALID`)
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwt(): string {
    const now = epochSeconds()
    const policies = this.policies.map((policy) => policy.payload())
    const claims = taskRouterClaims(this, now, policies, (prefix) => this.channelId.startsWith(prefix))
    return signCapability(this.authToken, claims, now)
  }
}
