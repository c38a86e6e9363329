import type { ImportForm, Root } from './variant.ts'

const ROOTS: readonly Root[] = ['AccessToken', 'ClientCapability', 'taskrouter']

/** The names under `jwt`, however that is called. */
function under(jwt: string): Record<Root, string> {
  return Object.fromEntries(ROOTS.map((root) => [root, `${jwt}.${root}`])) as Record<Root, string>
}

const OWN: Record<Root, string> = {
  AccessToken: 'AccessToken',
  ClientCapability: 'ClientCapability',
  taskrouter: 'taskrouter',
}

function form(
  extension: ImportForm['extension'],
  name: string,
  top: string,
  names: ImportForm['names'],
  more: Partial<ImportForm> = {},
): ImportForm {
  return { extension, name, top, names, ...more }
}

const common = (...given: [string, string, ImportForm['names'], Partial<ImportForm>?]) =>
  form('cjs', ...given)
const module = (...given: [string, string, ImportForm['names'], Partial<ImportForm>?]) =>
  form('mjs', ...given)
const typed = (...given: [string, string, ImportForm['names'], Partial<ImportForm>?]) => form('ts', ...given)

const REQUIRES: readonly ImportForm[] = [
  common('require', "const twilio = require('twilio')", under('twilio.jwt')),
  common('require in old style', 'var Twilio = require("twilio");', under('Twilio.jwt')),
  common('require, jwt taken', "const { jwt } = require('twilio')", under('jwt')),
  common('require, jwt renamed', "const { jwt: tokens } = require('twilio')", under('tokens')),
  common('require, jwt of it', "const jwt = require('twilio').jwt", under('jwt')),
  common(
    'require, classes taken',
    "const { AccessToken, ClientCapability, taskrouter } = require('twilio').jwt",
    OWN,
  ),
  common(
    'require, classes taken twice deep',
    "const { jwt: { AccessToken, ClientCapability, taskrouter } } = require('twilio')",
    OWN,
  ),
  common(
    'require, classes renamed',
    "const { AccessToken: Token, ClientCapability: Capability, taskrouter: tasks } = require('twilio').jwt;",
    { AccessToken: 'Token', ClientCapability: 'Capability', taskrouter: 'tasks' },
  ),
  common('require, one class', "const AccessToken = require('twilio').jwt.AccessToken", {
    AccessToken: 'AccessToken',
  }),
  common(
    'require, several declarations',
    "const path = require('node:path'), twilio = require('twilio'), AccessToken = twilio.jwt.AccessToken, ClientCapability = twilio.jwt.ClientCapability\npath.join('a')",
    { AccessToken: 'AccessToken', ClientCapability: 'ClientCapability' },
  ),
  common('require, computed members', "const twilio = require('twilio')", {
    AccessToken: "twilio['jwt']['AccessToken']",
    ClientCapability: "twilio.jwt['ClientCapability']",
  }),
  common('require, assigned later', "let twilio\ntwilio = require('twilio')", under('twilio.jwt')),
  common('require, in place', '', under("require('twilio').jwt")),
  common('require, by a function', "const load = () => require('twilio')", under('load().jwt')),
  common('require, in the function', '', under('twilio.jwt'), { inside: "const twilio = require('twilio')" }),
  common(
    'require, default or itself',
    "const pkg = require('twilio')\nconst twilio = pkg.default ?? pkg",
    under('twilio.jwt'),
  ),
  common(
    'require, default or itself, in old style',
    "var pkg = require('twilio');\nvar jwt = (pkg.default || pkg).jwt;",
    under('jwt'),
  ),
  common(
    'require, jwt or nothing',
    "const Twilio = require('twilio')\nconst { AccessToken, ClientCapability, taskrouter } = Twilio.jwt || {}",
    OWN,
  ),
  common(
    'require, with the client',
    "const twilio = require('twilio')\nconst client = twilio('AC00000000000000000000000000000000', 'token')\nexports.client = client",
    under('twilio.jwt'),
  ),
  common('require, deep', "const AccessToken = require('twilio/lib/jwt/AccessToken')", {
    AccessToken: 'AccessToken',
  }),
  common('require, deep with extension', "const AccessToken = require('twilio/lib/jwt/AccessToken.js')", {
    AccessToken: 'AccessToken',
  }),
  common(
    'require, deep default',
    "const ClientCapability = require('twilio/lib/jwt/ClientCapability').default",
    {
      ClientCapability: 'ClientCapability',
    },
  ),
  common(
    'require, deep default taken',
    "const { default: ClientCapability } = require('twilio/lib/jwt/ClientCapability')",
    { ClientCapability: 'ClientCapability' },
  ),
  common(
    'require, the file of the package',
    "const twilio = require('twilio/lib/index')",
    under('twilio.jwt'),
  ),
  common('import() in CommonJS', '', under('jwt'), {
    inside: "const { jwt } = await import('twilio').then((loaded) => loaded.default)",
  }),
  common('require, under another name', "const twilio = require('twilio6')", under('twilio.jwt')),
  common('require of a file that hands it on', "const twilio = require('./twilio')", under('twilio.jwt'), {
    files: { 'twilio.js': "module.exports = require('twilio')\n" },
  }),
  common('require of a file that hands jwt on', "const { jwt } = require('./lib')", under('jwt'), {
    files: { 'lib/index.js': "const { jwt } = require('twilio')\nmodule.exports = { jwt, other: 1 }\n" },
  }),
  common(
    'require of a file that hands classes on',
    "const { AccessToken, ClientCapability } = require('./classes')",
    { AccessToken: 'AccessToken', ClientCapability: 'ClientCapability' },
    {
      files: {
        'classes.js':
          "const twilio = require('twilio')\nexports.AccessToken = twilio.jwt.AccessToken\nexports.ClientCapability = twilio.jwt.ClientCapability\n",
      },
    },
  ),
]

const IMPORTS: readonly ImportForm[] = [
  module('import default', "import twilio from 'twilio'", under('twilio.jwt')),
  module(
    'import default, destructured',
    "import twilio from 'twilio'\nconst { AccessToken, ClientCapability, taskrouter } = twilio.jwt",
    OWN,
  ),
  module('import default by name', "import { default as twilio } from 'twilio'", under('twilio.jwt')),
  module('import named', "import { jwt } from 'twilio'", under('jwt')),
  module('import named and renamed', 'import { jwt as tokens } from "twilio";', under('tokens')),
  module(
    'import named with the client',
    "import { Twilio, jwt } from 'twilio'\nexport const client = new Twilio('AC00000000000000000000000000000000', 'token')",
    under('jwt'),
  ),
  module(
    'import default and named',
    "import twilio, { jwt } from 'twilio'\nexport const kind = typeof twilio",
    under('jwt'),
  ),
  typed('import namespace of all', "import * as twilio from 'twilio'", under('twilio.jwt')),
  module(
    'import namespace, default or itself',
    "import * as pkg from 'twilio'\nconst twilio = pkg.default ?? pkg",
    under('twilio.jwt'),
  ),
  module('import deep', "import AccessToken from 'twilio/lib/jwt/AccessToken.js'", {
    AccessToken: 'AccessToken',
  }),
  module(
    'createRequire',
    "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\nconst { jwt } = require('twilio')",
    under('jwt'),
  ),
  module('import(), default', '', under('twilio.jwt'), {
    inside: "const { default: twilio } = await import('twilio')",
  }),
  module('import(), member', '', under('twilio.jwt'), {
    inside: "const twilio = (await import('twilio')).default",
  }),
  module('import(), whole', '', under('(loaded.default ?? loaded).jwt'), {
    inside: "const loaded = await import('twilio')",
  }),
  module('import() at the top', "const { default: { jwt } } = await import('twilio')", under('jwt')),
  module('export from', "import { jwt } from './twilio.mjs'", under('jwt'), {
    files: { 'twilio.mjs': "export { jwt } from 'twilio'\n" },
  }),
  module('export all from', "import { jwt } from './twilio.mjs'", under('jwt'), {
    files: { 'twilio.mjs': "import twilio from 'twilio'\nexport const { jwt } = twilio\n" },
  }),
  module('export default from', "import twilio from './twilio.mjs'", under('twilio.jwt'), {
    files: { 'twilio.mjs': "import twilio from 'twilio'\nexport default twilio\n" },
  }),
]

const TYPED: readonly ImportForm[] = [
  typed('import default, with types', "import twilio from 'twilio'", under('twilio.jwt')),
  typed(
    'import named, with types',
    "import { jwt } from 'twilio'\nconst { AccessToken, ClientCapability, taskrouter } = jwt",
    OWN,
  ),
  typed('import namespace, with types', "import * as Twilio from 'twilio'", under('Twilio.jwt')),
  typed('import =', "import twilio = require('twilio')", under('twilio.jwt')),
  typed('import = of a class', "import twilio from 'twilio'\nimport AccessToken = twilio.jwt.AccessToken", {
    AccessToken: 'AccessToken',
  }),
  typed(
    'import deep, with types',
    "import AccessToken, { VideoGrant } from 'twilio/lib/jwt/AccessToken'\nexport type Room = VideoGrant['room']",
    {
      AccessToken: 'AccessToken',
    },
  ),
  typed('import deep of another', "import ClientCapability from 'twilio/lib/jwt/ClientCapability'", {
    ClientCapability: 'ClientCapability',
  }),
  typed(
    'import with types of it',
    "import twilio, { jwt } from 'twilio'\nexport type Client = ReturnType<typeof twilio>",
    under('jwt'),
  ),
  typed(
    'import with a type alone beside',
    "import { jwt } from 'twilio'\nimport type { Twilio } from 'twilio'\nexport interface Deps { client: Twilio }",
    under('jwt'),
  ),
  typed('require in TypeScript', "const { jwt } = require('twilio')", under('jwt')),
]

export const FORMS: readonly ImportForm[] = [...REQUIRES, ...IMPORTS, ...TYPED]
