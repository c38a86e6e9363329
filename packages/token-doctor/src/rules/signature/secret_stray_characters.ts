import { firstRight } from '../../signature/trial.ts'
import { strip, textOfKey } from '../../signature/variants.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SECRET_STRAY_CHARACTERS: SignatureRule = {
  code: 'SECRET_STRAY_CHARACTERS',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause:
    'The secret given has white space, quotes, punctuation or a name around it; without them it is the right one.',
  example: 'a secret read from a file that ends in a line break',
  mend: 'Give the secret alone: trim it where it is read, as with `.trim()`, and drop what stands around it.',
  async check(trial) {
    for (const { key, name } of trial.secrets) {
      const candidates = strip(textOfKey(key)).map((bare) => ({ key: bare }))
      if ((await firstRight(candidates, trial)) !== undefined)
        return { message: `${name} has white space, quotes or more around it; without, it is the right one` }
    }
    return undefined
  },
}
