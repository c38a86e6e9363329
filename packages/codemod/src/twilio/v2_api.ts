import type { Family, TwilioClass } from './twilio_class.ts'

function ended(name: string, family: Family, stays: string): TwilioClass {
  return {
    name,
    family,
    within: '',
    declaration: `class ${name} { private brand: '${name}'; constructor(...args: any[]); [field: string]: any }`,
    stays,
  }
}

/** What `twilio` 2.x had in place of its `jwt` namespace; releases since 3.0 do not have it. */
export const V2_API: readonly TwilioClass[] = [
  ended(
    'Capability',
    'ClientCapability',
    'twilio.Capability is of twilio 2.x: ClientCapabilityToken of @x/client-capability has methods of the same names',
  ),
  ...['Worker', 'TaskQueue', 'Workspace'].map((kind) =>
    ended(
      `TaskRouter${kind}Capability`,
      'TaskRouterCapability',
      `twilio.TaskRouter${kind}Capability is of twilio 2.x: ${kind}CapabilityToken of @x/taskrouter-capability has methods of the same names`,
    ),
  ),
]
