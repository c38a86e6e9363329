import type { TwilioClass } from './twilio_class.ts'

function validation(name: string): TwilioClass {
  return {
    name,
    family: 'ValidationToken',
    within: 'jwt',
    declaration: `class ${name} { private brand: '${name}'; constructor(...args: any[]); [field: string]: any }`,
    stays: `${name} signs requests of twilio's own client; for requests of yours see createValidatingFetch of @x/client-validation`,
  }
}

export const VALIDATION_TOKEN: TwilioClass = validation('ValidationToken')

export const REQUEST_CANONICALIZER: TwilioClass = validation('RequestCanonicalizer')
