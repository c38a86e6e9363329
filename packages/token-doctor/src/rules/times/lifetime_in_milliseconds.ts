import { MAX_TTL } from '@x/jwt-core/token'
import { isLifeInMilliseconds, lifeOf, timesOf } from '../../read/times.ts'
import { showSpan, showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const LIFETIME_IN_MILLISECONDS: TokenRule = {
  code: 'LIFETIME_IN_MILLISECONDS',
  severity: 'error',
  twilioError: 20157,
  elsewhere: { 'client-capability': 31207 },
  isCause: true,
  cause:
    'The life was given in milliseconds where seconds belong, so the token lives a thousand times too long.',
  example: '`ttl: 3600000` for an hour',
  mend: `Give the life in seconds, at most ${MAX_TTL}: \`ttl: 3600\` is an hour.`,
  *check(token) {
    const life = lifeOf(token)
    if (life === undefined || !isLifeInMilliseconds(token)) return
    const meant = Math.round(life / 1000)
    const message = `the token lives ${showSpan(life)}, longer than the ${MAX_TTL} s Twilio takes and a thousand times ${showSpan(meant)}: exp is ${showTime(timesOf(token).exp as number)}, its life in milliseconds`
    yield { claim: 'exp', message, fix: `Give the life in seconds: ${meant}.` }
  },
}
