import type { TokenRule } from '../rule.ts'

export const SCOPE_MISSING: TokenRule = {
  code: 'SCOPE_MISSING',
  severity: 'error',
  twilioError: 31204,
  cause: 'A client capability token has no `scope` claim, or one that is no text.',
  example: '`{"iss":"AC…","exp":1700003600}`',
  mend: 'Set `scope` to the scope URIs, joined by one space.',
  kinds: ['client-capability'],
  *check({ payload: { scope }, show }) {
    if (typeof scope === 'string') return
    const message = scope === undefined ? 'the token has no scope' : `scope is ${show(scope)}, not a text`
    yield { claim: 'scope', message }
  },
}
