import { MAX_TTL } from '@x/jwt-core/token'
import { isLifeInMilliseconds, lifeOf, timesOf } from '../../read/times.ts'
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
    yield { claim: 'exp', message }
  },
}
