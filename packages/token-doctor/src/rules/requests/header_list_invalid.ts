import { headerNamesOf } from '../../read/signed_headers.ts'
import type { TokenRule } from '../rule.ts'

export const HEADER_LIST_INVALID: TokenRule = {
  code: 'HEADER_LIST_INVALID',
  severity: 'error',
  twilioError: 20151,
  cause: '`hrh` is not the names of the signed headers in lower case, sorted and joined by `;`.',
  example: '`{"hrh":"Host,Authorization"}`',
  mend: 'Write the names in lower case, each once, sorted and joined by `;`: `authorization;host`.',
  kinds: ['client-validation'],
  *check(token) {
    const { hrh } = token.payload
    if (typeof hrh !== 'string' || headerNamesOf(token) !== undefined) return
    const message = `hrh is ${token.show(hrh)}, not names in lower case, sorted and joined by ;`
    yield { claim: 'hrh', message }
  },
}
