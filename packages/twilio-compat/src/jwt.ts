import { AccessToken } from './access_token.ts'
import { ClientCapability } from './client_capability.ts'
import { RequestCanonicalizer } from './request_canonicalizer.ts'
import { TaskRouterCapability } from './task_router_capability.ts'
import * as util from './task_router_util.ts'
import type { TaskRouterUtil } from './task_router_util_type.ts'
import { ValidationToken } from './validation_token.ts'

/** What `require('twilio').jwt` holds; a plain object as there, so that tests can put a stub in. */
export interface JwtNamespace {
  AccessToken: typeof AccessToken
  ValidationToken: typeof ValidationToken
  ClientCapability: typeof ClientCapability
  taskrouter: { TaskRouterCapability: typeof TaskRouterCapability; util: TaskRouterUtil }
  /** The classes of `twilio/lib/jwt/validation`. */
  validation: {
    RequestCanonicalizer: typeof RequestCanonicalizer
    ValidationToken: typeof ValidationToken
  }
}

export const jwt: JwtNamespace = {
  AccessToken,
  ValidationToken,
  ClientCapability,
  taskrouter: { TaskRouterCapability, util },
  validation: { RequestCanonicalizer, ValidationToken },
}

// The types under the names that twilio gives them, such as jwt.AccessToken.
export declare namespace jwt {
  export type AccessToken = InstanceType<JwtNamespace['AccessToken']>
  export type ValidationToken = InstanceType<JwtNamespace['ValidationToken']>
  export type ClientCapability = InstanceType<JwtNamespace['ClientCapability']>
  export namespace taskrouter {
    export type TaskRouterCapability = InstanceType<JwtNamespace['taskrouter']['TaskRouterCapability']>
  }
  export namespace validation {
    export type RequestCanonicalizer = InstanceType<JwtNamespace['validation']['RequestCanonicalizer']>
    export type ValidationToken = InstanceType<JwtNamespace['validation']['ValidationToken']>
  }
}
