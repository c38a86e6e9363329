import type { TokenRule } from '../rule.ts'

export const SCOPE_EMPTY: TokenRule = {
  code: 'SCOPE_EMPTY',
  severity: 'info',
  cause: 'The token allows nothing.',
  example: '`{"scope":""}`',
  mend: 'Allow something before signing: incoming or outgoing calls, or the event stream.',
  kinds: ['client-capability'],
  *check({ payload: { scope } }) {
    if (scope === '') yield { claim: 'scope', message: 'scope is empty: the token allows nothing' }
  },
}
