import type { TokenRule } from '../rule.ts'

export const SUBJECT_MISSING: TokenRule = {
  code: 'SUBJECT_MISSING',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The token does not say which account it is for.',
  example: 'a payload without `sub`',
  mend: 'Set `sub` to the account SID (`AC…`).',
  kinds: ['access-token', 'client-validation'],
  *check({ payload }) {
    if (payload.sub !== undefined) return
    yield { claim: 'sub', message: 'the token has no sub; it must be the account SID (AC…)' }
  },
}
