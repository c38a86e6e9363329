import { epochSeconds } from '@x/jwt-core/token'
import { DAY, timesOf } from '../../read/times.ts'
import { showSpan, showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

/** A clock that is given to try something out is rarely farther off. Seconds. */
const FAR = 30 * DAY

export const CLOCK_FAR_OFF: TokenRule = {
  code: 'CLOCK_FAR_OFF',
  severity: 'error',
  isCause: true,
  cause:
    'The time that was given to judge by is far from now, and the token, which lives now, does not live then.',
  example: '`diagnose(token, { now: 0 })`',
  mend: 'Leave `now` out, so that the clock is read, or give it in seconds since the epoch.',
  *check(token) {
    const { exp, nbf, iat } = timesOf(token)
    const clock = epochSeconds()
    const lives = (at: number) => exp !== undefined && exp > at && Math.max(nbf ?? 0, iat ?? 0) <= at
    if (Math.abs(token.now - clock) < FAR || lives(token.now) || !lives(clock)) return
    const where = token.now < clock ? 'behind' : 'ahead of'
    const message = `the time given, ${showTime(token.now)}, is ${showSpan(Math.abs(token.now - clock))} ${where} the clock, by which the token lives`
    yield { message }
  },
}
