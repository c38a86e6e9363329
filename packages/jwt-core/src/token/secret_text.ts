import { JwtOptionError } from '../errors.ts'
import { isPem } from '../keys/key.ts'
import { checkName, refuse } from '../options.ts'
import { WHOLE_SID } from './sids.ts'
import { nameStray, STRAY } from './stray.ts'

/** An account's auth token as Twilio makes them: 32 hexadecimal digits. An API key's secret has other letters too. */
export const AUTH_TOKEN: RegExp = /^[0-9a-f]{32}$/

/** The text that was last found to be a secret: a service comes with the same one all day. */
let found: unknown = {}

/**
 * Checks the text of a secret that Twilio made for what happens to it on its way: a SID in its place, the text of
 * nothing, quotes around it, or white space and invisible characters at its ends. The value never shows.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkSecretText(option: string, secret: string, expected = 'a secret'): string {
  if (secret === found) return secret
  checkName(option, secret, `${expected}: text or bytes`)
  if (WHOLE_SID.test(secret)) refuse(option, `${expected}, not a SID (are two arguments swapped?)`, secret)
  const first = secret[0] as string
  const last = secret.slice(-1)
  const isQuoted = secret.length > 1 && isQuote(first) && isQuote(last)
  if (isQuoted) throw new JwtOptionError(option, 'has quotes around it: remove them where the value is kept')
  const stray = [first, last].find((end) => STRAY.test(end) && !isQuote(end))
  if (stray !== undefined)
    throw new JwtOptionError(option, `has ${nameStray(stray)} at an end: remove it where the value is kept`)
  found = secret
  return secret
}

/**
 * Checks a key that one of Twilio's stands for, where it is a text: that is of Twilio's making, and may be copied wrongly.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkTwilioKey(option: string, key: unknown): void {
  if (typeof key === 'string' && key !== '' && !isPem(key)) checkSecretText(option, key)
}

function isQuote(character: string): boolean {
  return nameStray(character) === 'a quote'
}
