const GRANTS = ['Chat', 'Playback', 'Sync', 'TaskRouter', 'Video', 'Voice']
const UTIL = [
  ...['defaultWorkerPolicies', 'defaultEventBridgePolicies', 'workspacesUrl', 'taskQueuesUrl', 'tasksUrl'],
  ...['activitiesUrl', 'workersUrl', 'reservationsUrl'],
]

/**
 * What the type checker is told of the `twilio` package (6.x): the shape of its `jwt` namespace, and `any` for all
 * the rest. With it the checker says of each expression in an app whether it is one of these classes, however it
 * got there: destructured, aliased, imported by a deep path or returned by a function in another file.
 *
 * Each class has a private member of its own, since classes of the same shape would be one type.
 */
export const TWILIO_TYPES: Readonly<Record<string, string>> = {
  'index.d.ts': `
declare function TwilioSDK(accountSid?: any, authToken?: any, options?: any): any
declare namespace TwilioSDK {
  namespace jwt {
    class AccessToken {
      private brand: 'AccessToken'
      constructor(...args: any[])
      addGrant(grant: any): void
      toJwt(algorithm?: string): string
      identity: any; accountSid: any; keySid: any; secret: any; ttl: any; nbf: any; region: any; grants: any
    }
    namespace AccessToken {
      class Grant { private brand: 'Grant'; constructor(key?: any); key: any; toPayload(): any }
      ${GRANTS.map(
        (name) => `class ${name}Grant {
            private brand: '${name}'; constructor(options?: any); [field: string]: any
          }
          interface ${name}GrantOptions { [field: string]: any }
          interface ${name}GrantPayload { [field: string]: any }`,
      ).join('\n')}
      interface AccessTokenOptions { [field: string]: any }
    }
    class ValidationToken { private brand: 'ValidationToken'; constructor(options: any); [field: string]: any }
    class ClientCapability {
      private brand: 'ClientCapability'
      constructor(options: any)
      static EventStreamScope: typeof EventStreamScope
      static IncomingClientScope: typeof IncomingClientScope
      static OutgoingClientScope: typeof OutgoingClientScope
      addScope(scope: any): void
      toJwt(): string
      accountSid: any; authToken: any; ttl: any; scopes: any
    }
    class EventStreamScope { private brand: 'Event'; constructor(filters?: any); [field: string]: any }
    class IncomingClientScope { private brand: 'Incoming'; constructor(name?: any); [field: string]: any }
    class OutgoingClientScope { private brand: 'Outgoing'; constructor(options?: any); [field: string]: any }
    namespace taskrouter {
      class TaskRouterCapability {
        private brand: 'TaskRouterCapability'
        constructor(options: any)
        static Policy: typeof Policy
        addPolicy(policy: any): void
        toJwt(): string
        accountSid: any; authToken: any; workspaceSid: any; channelId: any; ttl: any; version: any
        friendlyName: any; policies: any
      }
      class Policy { private brand: 'Policy'; constructor(options?: any); payload(): any; [field: string]: any }
      namespace util {
        ${UTIL.map(
          (name) => `function ${name}(...args: any[]): ${name.endsWith('Url') ? 'string' : 'Policy[]'}`,
        ).join('\n        ')}
      }
    }
    class RequestCanonicalizer { private brand: 'Canonicalizer'; constructor(...args: any[]); [field: string]: any }
  }
  // Of require('twilio').jwt.AccessToken the checker looks at the first and the last name alone.
  ${[
    ...['AccessToken', 'ValidationToken', 'ClientCapability', 'taskrouter', 'RequestCanonicalizer'],
    ...['EventStreamScope', 'IncomingClientScope', 'OutgoingClientScope'],
    ...['taskrouter.TaskRouterCapability', 'taskrouter.Policy', 'taskrouter.util', 'AccessToken.Grant'],
    ...GRANTS.map((name) => `AccessToken.${name}Grant`),
    ...UTIL.map((name) => `taskrouter.util.${name}`),
  ]
    .map((path) => `export import ${path.split('.').pop()} = jwt.${path}`)
    .join('\n  ')}
}
export = TwilioSDK
`,
  'lib/jwt/AccessToken.d.ts': `
import twilio = require('twilio')
import AccessToken = twilio.jwt.AccessToken
export = AccessToken
`,
  'lib/jwt/ClientCapability.d.ts': `
import twilio = require('twilio')
export import EventStreamScope = twilio.jwt.EventStreamScope
export import IncomingClientScope = twilio.jwt.IncomingClientScope
export import OutgoingClientScope = twilio.jwt.OutgoingClientScope
import ClientCapability = twilio.jwt.ClientCapability
export default ClientCapability
`,
  'lib/jwt/taskrouter/TaskRouterCapability.d.ts': `
import twilio = require('twilio')
export import Policy = twilio.jwt.taskrouter.Policy
import TaskRouterCapability = twilio.jwt.taskrouter.TaskRouterCapability
export default TaskRouterCapability
`,
  'lib/jwt/taskrouter/util.d.ts': `
import twilio = require('twilio')
${UTIL.map((name) => `export import ${name} = twilio.jwt.taskrouter.util.${name}`).join('\n')}
`,
  'lib/jwt/validation/ValidationToken.d.ts': `
import twilio = require('twilio')
import ValidationToken = twilio.jwt.ValidationToken
export = ValidationToken
`,
  'lib/jwt/validation/RequestCanonicalizer.d.ts': `
import twilio = require('twilio')
import RequestCanonicalizer = twilio.jwt.RequestCanonicalizer
export default RequestCanonicalizer
`,
}

/**
 * TypeScript files may call `require` too, which the checker does not follow there by itself; and Twilio Functions
 * find the package in a global.
 */
export const GLOBAL_TYPES: string = `
${Object.keys(TWILIO_TYPES)
  .map((file) => (file === 'index.d.ts' ? 'twilio' : `twilio/${file.slice(0, -'.d.ts'.length)}`))
  .map((id) => `declare function require(id: '${id}'): typeof import('${id}')`)
  .join('\n')}
declare function require(id: string): any
declare const module: { exports: any }
declare const exports: any
declare const process: any
declare const Twilio: typeof import('twilio')
`
