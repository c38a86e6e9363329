import type { TokenRule } from '../rule.ts'

export const ISSUED_AT_MISSING: TokenRule = {
  code: 'ISSUED_AT_MISSING',
  severity: 'info',
  cause:
    'The token does not say when it was signed. Twilio takes it so: most helper libraries write no `iat`.',
  example: 'a payload without `iat`',
  mend: 'Set `iat` to the time of signing, so that the life can be told.',
  *check({ payload }) {
    if (payload.iat === undefined)
      yield { claim: 'iat', message: 'the token does not say when it was signed' }
  },
}
