import { issuerOf } from '../../read/parties.ts'
import { describeSid } from '../../read/sid.ts'
import { isOtherParty } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

export const ISSUER_NOT_API_KEY: TokenRule = {
  code: 'ISSUER_NOT_API_KEY',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: '`iss` of an access token or signed request is not the SID of an API key.',
  example: '`{"iss":"AC…"}`, from arguments in the wrong order',
  mend: 'Set `iss` to the SID of the API key that signs (`SK…`): the second argument of `new AccessToken`.',
  kinds: ['access-token', 'client-validation'],
  *check(token) {
    const { iss } = token.payload
    if (!isOtherParty(token, 'iss')) return
    const message = `iss is ${describeSid(iss, token.show)}; it must be ${issuerOf(token.kind).what}`
    yield { claim: 'iss', message }
  },
}
