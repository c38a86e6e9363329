import { isNeverValid, timesOf, zoneShiftOf } from '../../read/times.ts'
import { showSpan } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const TIME_ZONE_SHIFTED: TokenRule = {
  code: 'TIME_ZONE_SHIFTED',
  severity: 'error',
  twilioError: 20104,
  isCause: true,
  cause:
    'The times are off by whole or half hours: local time was taken for UTC, or the clock of the server is set to local time.',
  example: '`{"jti":"SK…-1700000000","iat":1700007200}`, two hours ahead',
  mend: 'Take the time of signing from `Date.now()` or its like, which knows no time zone, and set the server’s clock by NTP to UTC.',
  *check(token) {
    const found = zoneShiftOf(token)
    if (found === undefined) return
    const times = timesOf(token)
    const { claim, shift, isCertain } = found
    const isEnded = times.exp !== undefined && times.exp <= token.now
    const isAhead = (times.nbf ?? 0) > token.now
    const where = shift > 0 ? 'ahead of' : 'behind'
    const clock = isCertain ? 'the time in jti, at which it was signed' : 'the clock here'
    const message = `${claim} is ${showSpan(Math.abs(shift))} ${where} ${clock}: the difference of a time zone`
    yield {
      claim,
      message,
      twilioError: isAhead ? 20105 : undefined,
      severity: isEnded || isAhead || isNeverValid(times) ? undefined : 'warning',
    }
  },
}
