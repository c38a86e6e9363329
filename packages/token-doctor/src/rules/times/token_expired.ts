import { isNeverValid, timesOf } from '../../read/times.ts'
import { showSpan, showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const TOKEN_EXPIRED: TokenRule = {
  code: 'TOKEN_EXPIRED',
  severity: 'error',
  twilioError: 20104,
  elsewhere: { 'client-capability': 31205 },
  cause: 'The end of life has passed.',
  example: '`{"exp":1700000000}` a minute later',
  mend: 'Mint a new token; in the SDK, fetch one when it says that the token is about to expire.',
  *check(token) {
    const times = timesOf(token)
    const { exp } = times
    if (exp === undefined || exp > token.now || isNeverValid(times)) return
    const message = `the token expired ${showSpan(token.now - exp)} ago: exp is ${showTime(exp)}`
    yield { claim: 'exp', message }
  },
}
