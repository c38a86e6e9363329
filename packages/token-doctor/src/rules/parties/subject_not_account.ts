import { describeSid } from '../../read/sid.ts'
import { isOtherParty } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

export const SUBJECT_NOT_ACCOUNT: TokenRule = {
  code: 'SUBJECT_NOT_ACCOUNT',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: '`sub` is not the SID of an account.',
  example: '`{"sub":"alice"}`, the user in place of the account',
  mend: 'Set `sub` to the account SID (`AC…`); the user’s name belongs in `grants.identity`.',
  kinds: ['access-token', 'client-validation'],
  *check(token) {
    const { sub } = token.payload
    if (!isOtherParty(token, 'sub')) return
    yield {
      claim: 'sub',
      message: `sub is ${describeSid(sub, token.show)}; it must be the account SID (AC…)`,
    }
  },
}
