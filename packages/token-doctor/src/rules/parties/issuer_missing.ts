import { issuerOf } from '../../read/parties.ts'
import type { TokenRule } from '../rule.ts'

export const ISSUER_MISSING: TokenRule = {
  code: 'ISSUER_MISSING',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The token does not say who signed it.',
  example: 'a payload without `iss`',
  mend: 'Set `iss` to the API key SID (`SK…`), or to the account SID (`AC…`) in a capability token.',
  *check(token) {
    if (token.payload.iss !== undefined) return
    const { what } = issuerOf(token.kind)
    yield { claim: 'iss', message: `the token has no iss; it must be ${what}`, fix: `Set iss to ${what}.` }
  },
}
