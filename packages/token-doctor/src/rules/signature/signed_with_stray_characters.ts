import { API_KEY_SECRET } from '../../read/secrets.ts'
import { findStray, trimStray } from '../../read/stray.ts'
import { severityOfSecret } from '../../signature/taken.ts'
import { firstRight } from '../../signature/trial.ts'
import { spoil, strip, textOfKey } from '../../signature/variants.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SIGNED_WITH_STRAY_CHARACTERS: SignatureRule = {
  code: 'SIGNED_WITH_STRAY_CHARACTERS',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The token was signed with the right secret and white space, quotes or punctuation around it.',
  example: '`API_KEY_SECRET="…"` in a file whose reader keeps the quotes',
  mend: 'Trim the secret on the server that signs, as with `.trim()`, and drop quotes around it.',
  async check(trial) {
    const { secrets, good } = trial
    if (good !== undefined) {
      const text = textOfKey(good.key)
      const severity = severityOfSecret(good.key)
      const bare = trimStray(text)
      if (bare !== text && bare !== '')
        return { message: `the token was signed with ${good.name}, which has ${findStray(text)}`, severity }
      if (!strip(text).some((inner) => API_KEY_SECRET.test(inner))) return undefined
      return {
        message: `the token was signed with ${good.name}, which has more than the secret in it`,
        severity,
      }
    }
    for (const { key, name } of secrets) {
      const text = textOfKey(key)
      const bare = text === '' ? [] : [text, ...strip(text)]
      const spoilt = await firstRight(
        bare.flatMap((each) => spoil(each, trial.token.payload.iss)),
        trial,
      )
      if (spoilt !== undefined)
        return { message: `the token was signed with ${name} and ${spoilt.difference}` }
    }
    return undefined
  },
}
