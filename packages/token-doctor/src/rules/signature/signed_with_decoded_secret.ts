import { firstRight } from '../../signature/trial.ts'
import { decodeSecret, textOfKey } from '../../signature/variants.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SIGNED_WITH_DECODED_SECRET: SignatureRule = {
  code: 'SIGNED_WITH_DECODED_SECRET',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The signer decoded the secret from base64 or hexadecimal; Twilio uses its text as it is.',
  example: 'jjwt’s `signWith(HS256, secret)`, which reads the text as base64',
  mend: 'Sign with the UTF-8 bytes of the secret’s text.',
  async check(trial) {
    for (const { key, name } of trial.secrets) {
      const found = await firstRight(decodeSecret(textOfKey(key)), trial)
      if (found !== undefined)
        return {
          message: `the token was signed with what ${name} decodes to from ${found.difference}, not with its text`,
        }
    }
    return undefined
  },
}
