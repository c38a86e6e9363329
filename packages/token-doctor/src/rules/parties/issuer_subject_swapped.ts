import { isSwapped } from '../../read/parties.ts'
import type { TokenRule } from '../rule.ts'

export const ISSUER_SUBJECT_SWAPPED: TokenRule = {
  code: 'ISSUER_SUBJECT_SWAPPED',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The account SID stands in `iss` and the API key SID in `sub`.',
  example: '`{"iss":"AC…","sub":"SK…"}`',
  mend: 'Swap the two: `new AccessToken(accountSid, apiKeySid, apiKeySecret)`.',
  kinds: ['access-token', 'client-validation'],
  *check(token) {
    if (!isSwapped(token)) return
    const { iss, sub } = token.payload
    const message = `iss is ${token.show(iss)}, an account SID, and sub is ${token.show(sub)}, an API key SID`
    yield { claim: 'iss', message }
  },
}
