import { keyNamedBy } from '../../signature/trial.ts'
import type { SignatureRule } from './signature_rule.ts'

export const KEY_UNAVAILABLE: SignatureRule = {
  code: 'KEY_UNAVAILABLE',
  severity: 'error',
  cause: 'The key ring could not get the key, so the signature was not checked.',
  example: 'a secret manager that does not answer, or gives a secret with a line break',
  mend: 'Try again, and look at the resolver of the key ring and at what it gives; the token may be good.',
  check({ outcomes, token }) {
    if (!outcomes.includes('ERR_KEY_UNAVAILABLE')) return undefined
    const message = `the key ring could not get the key that the token names: ${keyNamedBy(token)}`
    return { claim: 'iss', message }
  },
}
