import { timesOf } from '../../read/times.ts'
import { showSpan } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const EXPIRY_IS_LIFETIME: TokenRule = {
  code: 'EXPIRY_IS_LIFETIME',
  severity: 'error',
  twilioError: 20104,
  elsewhere: { 'client-capability': 31205 },
  isCause: true,
  cause: '`exp` holds how long the token is to live, not the moment at which it ends.',
  example: '`{"exp":3600}`',
  mend: 'Set `exp` to the time of signing plus the life: `Math.floor(Date.now() / 1000) + 3600`.',
  *check(token) {
    const { forms } = timesOf(token)
    if (forms.exp !== 'life') return
    const exp = token.payload.exp as number
    const message = `exp is ${exp}, a life of ${showSpan(exp)} and no moment: read as one, it lies in 1970 or soon after`
    yield { claim: 'exp', message }
  },
}
