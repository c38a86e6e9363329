import { firstRight } from '../../signature/trial.ts'
import { basicOf, encodeSecret, textOfKey } from '../../signature/variants.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SIGNED_WITH_ENCODED_SECRET: SignatureRule = {
  code: 'SIGNED_WITH_ENCODED_SECRET',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause:
    'The token was signed with the secret as it is encoded where it is kept, not with the secret itself.',
  example: 'a secret copied out of a Kubernetes manifest, which holds it in base64',
  mend: 'Decode the secret where the server that signs reads it; Kubernetes decodes what it hands to a container.',
  async check(trial) {
    for (const { key, name } of trial.secrets) {
      const text = textOfKey(key)
      const candidates = [...encodeSecret(text), ...basicOf(trial.token.payload.iss, text)]
      const found = await firstRight(candidates, trial)
      if (found !== undefined)
        return {
          message: `the token was signed with ${name} in ${found.difference}, not with its text`,
        }
    }
    return undefined
  },
}
