import { AccessToken as AccessTokenClass } from './access_token.ts'
import { ClientCapability as ClientCapabilityClass } from './client_capability.ts'
import { RequestCanonicalizer as RequestCanonicalizerClass } from './request_canonicalizer.ts'
import { TaskRouterCapability as TaskRouterCapabilityClass } from './task_router_capability.ts'
import * as util from './task_router_util.ts'
import { ValidationToken as ValidationTokenClass } from './validation_token.ts'

/** What `require('twilio').jwt` holds; a plain object as there, so that tests can put a stub in. */
export interface JwtNamespace {
  AccessToken: typeof AccessTokenClass
  ValidationToken: typeof ValidationTokenClass
  ClientCapability: typeof ClientCapabilityClass
  taskrouter: { TaskRouterCapability: typeof TaskRouterCapabilityClass; util: typeof util }
  /** The classes of `twilio/lib/jwt/validation`. */
  validation: {
    RequestCanonicalizer: typeof RequestCanonicalizerClass
    ValidationToken: typeof ValidationTokenClass
  }
}

export const jwt: JwtNamespace = {
  AccessToken: AccessTokenClass,
  ValidationToken: ValidationTokenClass,
  ClientCapability: ClientCapabilityClass,
  taskrouter: { TaskRouterCapability: TaskRouterCapabilityClass, util },
  validation: { RequestCanonicalizer: RequestCanonicalizerClass, ValidationToken: ValidationTokenClass },
}

// The types under the names that twilio gives them, such as jwt.AccessToken.
export declare namespace jwt {
  export type AccessToken = AccessTokenClass
  export type ValidationToken = ValidationTokenClass
  export type ClientCapability = ClientCapabilityClass
  export namespace taskrouter {
    export type TaskRouterCapability = TaskRouterCapabilityClass
  }
  export namespace validation {
    export type RequestCanonicalizer = RequestCanonicalizerClass
    export type ValidationToken = ValidationTokenClass
  }
}
