import type { TwilioNames } from '../app/twilio_names.ts'
import { DROP_IN_NAMES } from '../drop_in/drop_in.ts'
import { CLASSES } from './classes.ts'

/** Where the checker finds the `twilio` package. */
export const TWILIO_ROOT = '/node_modules/twilio/'

/** The declarations of a namespace and of those within it. */
function namespaceBody(path: string): string {
  const own = CLASSES.filter(({ within }) => within === path).map(({ declaration }) => declaration)
  const begin = path === '' ? '' : `${path}.`
  const inner = new Set(
    CLASSES.filter(({ within }) => within !== path && within.startsWith(begin)).map(
      ({ within }) => within.slice(begin.length).split('.')[0] as string,
    ),
  )
  return [...own, ...[...inner].map((name) => `namespace ${name} {\n${namespaceBody(begin + name)}\n}`)].join(
    '\n',
  )
}

/** `export import AccessToken = twilio.jwt.AccessToken`, as a class of its own module has it. */
function exported(names: readonly string[], from = 'twilio.'): string {
  return names
    .map((name) => {
      const { within } = CLASSES.find((known) => known.name === name) as { within: string }
      return `export import ${name} = ${from}${within}.${name}`
    })
    .join('\n')
}

function module(name: string, others: readonly string[], form: 'default' | '=' | undefined): string {
  const main =
    form === undefined
      ? ''
      : `${exported([name]).replace('export ', '')}\nexport ${form === '=' ? '= ' : 'default '}${name}`
  return `import twilio = require('twilio')\n${exported(others)}\n${main}`
}

const UTIL = CLASSES.filter(({ within }) => within.endsWith('.util')).map(({ name }) => name)
const SCOPES = CLASSES.filter(({ isScope }) => isScope === true).map(({ name }) => name)

/**
 * What the type checker is told of the `twilio` package: the classes that make tokens, and `any` for all the rest. With
 * it the checker says of each expression in an app whether it is one of these classes, however it got there:
 * destructured, aliased, imported by a deep path or returned by a function in another file.
 */
export const TWILIO_TYPES: Readonly<Record<string, string>> = {
  'index.d.ts': `
declare function TwilioSDK(accountSid?: any, authToken?: any, options?: any): any
declare namespace TwilioSDK {
  ${namespaceBody('')}
  // Of require('twilio').jwt.AccessToken the checker looks at the first and the last name alone.
  ${exported(
    CLASSES.filter(({ within }) => within !== '').map(({ name }) => name),
    '',
  )}
  ${['taskrouter', 'taskrouter.util'].map((path) => `export import ${path.split('.').pop()} = jwt.${path}`).join('\n')}
}
// Programs for either kind of module load \`pkg.default ?? pkg\`. In a block of its own: it ends that all is exported.
declare namespace TwilioSDK {
  export { TwilioSDK as default }
}
export = TwilioSDK
`,
  'lib/index.d.ts': "import twilio = require('twilio')\nexport = twilio",
  'lib/jwt/AccessToken.d.ts': module('AccessToken', [], '='),
  'lib/jwt/ClientCapability.d.ts': module('ClientCapability', SCOPES, 'default'),
  'lib/jwt/taskrouter/TaskRouterCapability.d.ts': module('TaskRouterCapability', ['Policy'], 'default'),
  'lib/jwt/taskrouter/util.d.ts': module('', UTIL, undefined),
  'lib/jwt/validation/ValidationToken.d.ts': module('ValidationToken', [], '='),
  'lib/jwt/validation/RequestCanonicalizer.d.ts': module('RequestCanonicalizer', [], 'default'),
}

/**
 * TypeScript files may call `require` too, which the checker does not follow there by itself; and Twilio Functions
 * find the package in a global.
 */
export function globalTypes({ aliases }: TwilioNames): string {
  return `
${['twilio', ...aliases, ...DROP_IN_NAMES]
  .flatMap((name) => Object.keys(TWILIO_TYPES).map((file) => `${name}/${file.slice(0, -'.d.ts'.length)}`))
  .map((path) => path.replace(/\/index$/, ''))
  .map((id) => `declare function require(id: '${id}'): typeof import('${id}')`)
  .join('\n')}
declare function require(id: string): any
declare const module: { exports: any }
declare const exports: any
declare const process: { env: { [name: string]: string | undefined }; [member: string]: any }
declare const Twilio: typeof import('twilio')
`
}
