import { type JwtNamespace, jwt } from './jwt.ts'

/** What of `require('twilio')` is here. */
export const twilio: { jwt: JwtNamespace } = { jwt }

// The types under the names that twilio gives them, such as twilio.jwt.AccessToken.
export declare namespace twilio {
  export namespace jwt {
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
}
