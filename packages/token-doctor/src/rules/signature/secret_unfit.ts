import { isHmac } from '@x/jwt-core/token'
import { whichSecrets } from '../../signature/trial.ts'
import { whatSecret } from '../../signature/what_key.ts'
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
    const { outcomes, token, secrets } = trial
    const { kind, header, show } = token
    const fix =
      kind === 'client-validation'
        ? 'Give the RSA public key of the credential that `kid` names.'
        : `Give ${kind === 'access-token' ? 'the secret of the API key that `iss` names' : 'the auth token of the account'}.`
    const [only, ...more] = secrets
    const what = more.length === 0 && isHmac(header.alg) ? whatSecret(only?.key) : undefined
    if (what !== undefined) return { message: `${only?.name} is ${what}`, fix }
    if (!outcomes.includes('ERR_ALGORITHM_NOT_ALLOWED') || outcomes.includes('ERR_SIGNATURE_INVALID'))
      return undefined
    return {
      message: `the token's algorithm ${show(header.alg)} does not go with ${whichSecrets(trial)}`,
      fix,
    }
  },
}
