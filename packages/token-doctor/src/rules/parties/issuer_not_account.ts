import { issuerOf } from '../../read/parties.ts'
import { describeSid } from '../../read/sid.ts'
import { isOtherParty } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

export const ISSUER_NOT_ACCOUNT: TokenRule = {
  code: 'ISSUER_NOT_ACCOUNT',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: '`iss` of a capability token is not an account SID.',
  example: '`{"iss":"SK…","scope":"…"}`',
  mend: 'Set `iss` to the account SID (`AC…`) and sign with that account’s auth token.',
  kinds: ['client-capability', 'taskrouter-capability'],
  *check(token) {
    const {
      kind,
      payload: { iss },
      show,
    } = token
    if (!isOtherParty(token, 'iss')) return
    yield { claim: 'iss', message: `iss is ${describeSid(iss, show)}; it must be ${issuerOf(kind).what}` }
  },
}
