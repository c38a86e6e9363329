import type { TokenRule } from '../rule.ts'

export const TYPE_WRONG: TokenRule = {
  code: 'TYPE_WRONG',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: '`typ` is not `JWT`.',
  example: '`{"alg":"HS256","typ":"at+jwt"}`',
  mend: 'Set the header’s `typ` to `JWT`.',
  *check({ header: { typ }, show }) {
    if (typ === 'JWT') return
    const message = typ === undefined ? 'the header has no typ' : `typ is ${show(typ)}, not "JWT"`
    yield { claim: 'typ', message }
  },
}
