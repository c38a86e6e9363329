import { whichSecrets } from '../../signature/trial.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SECRET_UNFIT: SignatureRule = {
  code: 'SECRET_UNFIT',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The secret given is of another kind than the token’s algorithm takes.',
  example: 'a PEM for an HS256 token, or a text for a signed request',
  mend: 'Give a shared secret for HS256, and the RSA public key for a signed request.',
  check(trial) {
    const { outcomes, token } = trial
    if (!outcomes.includes('ERR_ALGORITHM_NOT_ALLOWED')) return undefined
    const alg = token.show(token.header.alg)
    return { message: `the token's algorithm ${alg} does not go with ${whichSecrets(trial)}` }
  },
}
