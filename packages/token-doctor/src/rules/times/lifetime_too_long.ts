import { MAX_TTL } from '@x/jwt-core/token'
import { isLifeInMilliseconds, isZone, lifeOf, timesOf } from '../../read/times.ts'
import { showSpan, showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const LIFETIME_TOO_LONG: TokenRule = {
  code: 'LIFETIME_TOO_LONG',
  severity: 'error',
  twilioError: 20157,
  elsewhere: { 'client-capability': 31207 },
  cause: 'The token lives longer than 24 hours.',
  example: '`ttl: 604800`',
  mend: `Set a life of at most ${MAX_TTL} seconds, and mint a new token when the SDK asks for one.`,
  *check(token) {
    const life = lifeOf(token)
    if (life === undefined || life <= MAX_TTL || isLifeInMilliseconds(token)) return
    const end = showTime(timesOf(token).exp as number)
    const message = `the token lives ${showSpan(life)}, longer than the 24 h (${MAX_TTL} s) Twilio takes: exp is ${end}`
    // Where the life was counted from local time, the day is longer by its offset.
    const isLocal = timesOf(token).iat === undefined && isZone(life - MAX_TTL)
    if (!isLocal) yield { claim: 'exp', message }
    else
      yield {
        claim: 'exp',
        message: `${message}, a day and the difference of a time zone`,
        fix: `Count the life from UTC, as DateTime.UtcNow is in C#, and set it to at most ${MAX_TTL} seconds.`,
      }
  },
}
