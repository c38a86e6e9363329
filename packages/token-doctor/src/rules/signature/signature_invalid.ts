import { whichSecrets } from '../../signature/trial.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SIGNATURE_INVALID: SignatureRule = {
  code: 'SIGNATURE_INVALID',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The token was signed with another secret, or changed after signing.',
  example: 'a token signed with the secret of another API key',
  mend: 'Sign with the secret shown when that API key was made; a capability token with the account’s auth token.',
  check(trial) {
    if (!trial.outcomes.includes('ERR_SIGNATURE_INVALID')) return undefined
    const { kind } = trial.token
    const fix =
      kind === 'access-token'
        ? 'Sign with the secret shown when the API key that `iss` names was made.'
        : kind === 'client-validation'
          ? 'Sign with the private key whose public key is the credential that `kid` names, and give that public key here.'
          : 'Sign with the auth token of the account that `iss` names.'
    return {
      message: `the token was not signed with ${whichSecrets(trial)}, or was changed after signing`,
      fix,
    }
  },
}
