import type { TokenRule } from '../rule.ts'

export const GRANTS_MISSING: TokenRule = {
  code: 'GRANTS_MISSING',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'An access token has no `grants` claim.',
  example: '`{"iss":"SK…","sub":"AC…","identity":"alice"}`',
  mend: 'Set `grants` to an object with `identity` and a member for each product.',
  kinds: ['access-token'],
  *check({ payload }) {
    if (payload.grants === undefined) yield { claim: 'grants', message: 'the token has no grants' }
  },
}
