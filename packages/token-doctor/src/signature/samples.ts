import { isNothing, isUnfilled } from '../read/placeholder.ts'

/** What stands for a secret in samples, what code makes of one that is missing, and no secret at all: the usual ones first. */
const USUAL = [
  'undefined',
  'null',
  // A key of zeros is to HMAC the same as an empty one.
  '\0',
  'your_api_secret',
  'your_api_key_secret',
  'TWILIO_API_SECRET',
  'TWILIO_API_KEY_SECRET',
  'your_auth_token',
  'API_SECRET',
  'None',
  '[object Object]',
  'secret',
  'x'.repeat(32),
  'API_KEY_SECRET',
  'TWILIO_AUTH_TOKEN',
  'your-256-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'your_api_key_secret_here',
  '<secret>',
  '<api key secret>',
  '[AuthToken]',
  'apiSecret',
  'apiKeySecret',
  'authToken',
  '***',
  '[object Promise]',
  '[object Undefined]',
  'NaN',
  'false',
  'true',
  'test',
  'password',
  'changeme',
]

/** The names that samples give it. */
const NAMES = ['api_secret', 'api_key_secret', 'auth_token', 'secret', 'api_key', 'api_key_sid'].flatMap(
  (name) => [name, `twilio_${name}`],
)

/** A name as samples spell it: somebody's, in small letters or capitals, with other things between its words. */
function spellings(name: string): string[] {
  const variable = name.toUpperCase()
  const owned = [name, `your_${name}`, `my_${name}`].flatMap((each) => [each, each.toUpperCase()])
  const spelt = owned.flatMap((each) => [each, each.replaceAll('_', '-'), each.replaceAll('_', ' ')])
  return [...spelt, `process.env.${variable}`, `$${variable}`, `<${name}>`, `{{${variable}}}`]
}

const FILLED = [3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 34].flatMap((length) =>
  ['x', 'X', '*'].map((letter) => letter.repeat(length)),
)

/** Texts that a token may have been signed with in place of a secret, the usual ones first. */
export const SAMPLE_SECRETS: readonly string[] = /* @__PURE__ */ (() => [
  ...new Set([...USUAL, ...NAMES.flatMap(spellings), ...FILLED]),
])()

const OWN = /^(?:your|my|the|insert|enter|change|replace|put|add|paste|some)[_ -]/i
const VARIABLE = /^(?:process\.env\.|ENV\[|os\.environ|import\.meta\.env\.)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
const LONGEST = 120

/** Whether a secret is a sample's placeholder, the name of a variable, or what code makes of a missing value. */
export function isSampleSecret(text: string): boolean {
  if (text.length > LONGEST) return false
  if (SAMPLE_SECRETS.includes(text)) return true
  const isNamed = (OWN.test(text) || VARIABLE.test(text)) && /secret|token|key/i.test(text)
  return text.length > 2 && (isNothing(text) || isUnfilled(text) || isNamed)
}
