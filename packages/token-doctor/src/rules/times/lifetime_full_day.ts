import { MAX_TTL } from '@x/jwt-core/token'
import { grantKeysOf } from '../../read/grants.ts'
import { lifeOf } from '../../read/times.ts'
import type { TokenRule } from '../rule.ts'

export const LIFETIME_FULL_DAY: TokenRule = {
  code: 'LIFETIME_FULL_DAY',
  severity: 'info',
  twilioError: 31207,
  cause: `The token lives 24 hours to the second; for Voice, Twilio advises ${MAX_TTL - 1} seconds at most.`,
  example: `\`ttl: ${MAX_TTL}\` with a voice grant`,
  mend: `Set a life of ${MAX_TTL - 1} seconds or less.`,
  *check(token) {
    const isForVoice =
      token.product === 'voice' || token.kind === 'client-capability' || grantKeysOf(token).includes('voice')
    if (!isForVoice || lifeOf(token) !== MAX_TTL) return
    yield { claim: 'exp', message: `the token lives ${MAX_TTL} s; ${MAX_TTL - 1} s is advised for Voice` }
  },
}
