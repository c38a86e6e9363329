import type { TaskRouterUtil } from '../task_router_util_type.ts'
import { AccessToken, type AccessTokenClass } from './access_token.ts'
import { ClientCapability, type ClientCapabilityClass } from './client_capability.ts'
import type { Policy } from './policy.ts'
import { TaskRouterCapability, type TaskRouterCapabilityClass } from './task_router_capability.ts'
import * as util from './task_router_util.ts'

/** What `require('twilio').jwt` holds in twilio 3.x. */
export interface JwtNamespace {
  readonly AccessToken: AccessTokenClass
  readonly ClientCapability: ClientCapabilityClass
  readonly taskrouter: { TaskRouterCapability: TaskRouterCapabilityClass; util: TaskRouterUtil<Policy> }
}

const taskrouter = { TaskRouterCapability, util: { ...util } }

// As there, what it holds is only read: nothing can be put in its place, and it shows no keys.
export const jwt: JwtNamespace = Object.defineProperties({} as JwtNamespace, {
  AccessToken: { get: () => AccessToken },
  ClientCapability: { get: () => ClientCapability },
  taskrouter: { get: () => taskrouter },
})

// The types under short names, such as jwt.AccessToken.
export declare namespace jwt {
  export type AccessToken = InstanceType<AccessTokenClass>
  export type ClientCapability = InstanceType<ClientCapabilityClass>
  export namespace taskrouter {
    export type TaskRouterCapability = InstanceType<TaskRouterCapabilityClass>
  }
}
