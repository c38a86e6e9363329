import type { Examined } from '../examined.ts'
import type { Leaf } from './leaves.ts'

/** The secret of an API key as Twilio makes them: 32 letters and digits. An auth token has such letters alone as hexadecimal digits. */
export const API_KEY_SECRET: RegExp = /^[0-9a-zA-Z]{32}$/

const WITHIN = `(?<![0-9a-zA-Z])${API_KEY_SECRET.source.slice(1, -1)}(?![0-9a-zA-Z])`

/** The same as a word of its own within a text. A SID has two letters more. */
export const SECRET_WITHIN: RegExp = new RegExp(WITHIN, 'g')

/** The ends of names under which secrets are kept, without `_` and `-` between words. */
const SECRET_NAME = /(?:^|[_-])(?:password|passwd|secret|auth_?token|api_?secret|private_?key|key_?secret)$/i
const RUN_TOGETHER = /^api_?key_?secret$/i
const LONGEST_NAME = 64

/** Whether a text within the claims is a secret, or has the name of one. */
export function holdsSecret({ secretTexts }: Examined, { name, text }: Leaf): boolean {
  const end = name.slice(-LONGEST_NAME)
  if (text !== '' && (SECRET_NAME.test(end) || RUN_TOGETHER.test(end))) return true
  const pem = text.indexOf('-----BEGIN ')
  if (pem !== -1 && text.slice(pem, pem + 60).includes('PRIVATE KEY')) return true
  return secretTexts.some((secret) => secret.length >= 8 && text.includes(secret))
}
