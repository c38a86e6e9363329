import { keyNamedBy } from '../../signature/trial.ts'
import type { SignatureRule } from './signature_rule.ts'

export const KEY_UNKNOWN: SignatureRule = {
  code: 'KEY_UNKNOWN',
  severity: 'error',
  twilioError: 20103,
  cause: 'The key ring holds no key under the token’s `iss` or `kid`.',
  example: 'a ring of `SK1…` and `SK2…`, a token of `SK3…`',
  mend: 'Add that key to the ring, or sign with one that is in it.',
  check({ outcomes, token }) {
    if (!outcomes.includes('ERR_KEY_UNKNOWN')) return undefined
    return { claim: 'iss', message: `the key ring holds no key that the token names: ${keyNamedBy(token)}` }
  },
}
