import type { AccessTokenClass } from './access_token.ts'
import type { ClientCapabilityClass } from './client_capability.ts'
import { type JwtNamespace, jwt } from './jwt.ts'
import type { TaskRouterCapabilityClass } from './task_router_capability.ts'

/** What of `require('twilio')` of twilio 3.x is here. */
export const twilio: { jwt: JwtNamespace } = { jwt }

// The types under short names, such as twilio.jwt.AccessToken.
export declare namespace twilio {
  export type JwtInterface = JwtNamespace
  export namespace jwt {
    export type AccessToken = InstanceType<AccessTokenClass>
    export type ClientCapability = InstanceType<ClientCapabilityClass>
    export namespace taskrouter {
      export type TaskRouterCapability = InstanceType<TaskRouterCapabilityClass>
    }
  }
}
