import { keyNamedBy } from '../../signature/trial.ts'
import type { SignatureRule } from './signature_rule.ts'

export const KEY_RETIRED: SignatureRule = {
  code: 'KEY_RETIRED',
  severity: 'error',
  twilioError: 20103,
  cause: 'The token was signed with a key that the key ring has retired.',
  example: 'a token minted before the keys were rotated',
  mend: 'Mint a new token with a key in use.',
  check({ outcomes, token }) {
    if (!outcomes.includes('ERR_KEY_RETIRED')) return undefined
    return { claim: 'iss', message: `the key that the token names is retired: ${keyNamedBy(token)}` }
  },
}
