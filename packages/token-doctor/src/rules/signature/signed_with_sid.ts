import { firstRight } from '../../signature/trial.ts'
import type { SignatureRule } from './signature_rule.ts'

export const SIGNED_WITH_SID: SignatureRule = {
  code: 'SIGNED_WITH_SID',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The token was signed with a SID that it shows, so anybody could write one.',
  example: '`new AccessToken(accountSid, secret, apiKeySid)`, two arguments swapped',
  mend: 'Sign with the secret, never with a SID; check the order of the arguments.',
  async check(trial) {
    const { payload, header } = trial.token
    const candidates = Object.entries({ iss: payload.iss, sub: payload.sub, kid: header.kid }).flatMap(
      ([claim, key]) => (typeof key === 'string' && key !== '' ? [{ claim, key }] : []),
    )
    const found = await firstRight(candidates, trial)
    if (found === undefined) return undefined
    const { claim } = found
    return {
      claim,
      message: `the token was signed with its own ${claim} as the secret, so anybody could write it`,
    }
  },
}
