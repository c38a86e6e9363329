import { isNeverValid, startOf, timesOf } from '../../read/times.ts'
import { showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const LIFETIME_EMPTY: TokenRule = {
  code: 'LIFETIME_EMPTY',
  severity: 'error',
  twilioError: 20104,
  elsewhere: { 'client-capability': 31205 },
  cause: 'The token ends before it begins: `exp` is not after `nbf` or `iat`.',
  example: '`{"nbf":1700003600,"exp":1700000000}`',
  mend: 'Set `exp` to a time after `nbf` and `iat`: the time of signing plus the life.',
  *check(token) {
    const times = timesOf(token)
    if (!isNeverValid(times) || times.exp === undefined) return
    const [claim, start] = startOf(times)
    const message = `exp (${showTime(times.exp)}) is not after ${claim} (${showTime(start)}), so the token is never valid`
    yield { claim: 'exp', message }
  },
}
