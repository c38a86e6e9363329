import { timesOf } from '../../read/times.ts'
import { showSpan } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

/** Seconds. */
const SHORT = 10

export const LIFETIME_SHORT: TokenRule = {
  code: 'LIFETIME_SHORT',
  severity: 'warning',
  twilioError: 20104,
  cause: 'The token lives for seconds only, as it does when twilio-node gets `ttl` as a text.',
  example: '`new AccessToken(…, { ttl: "3600" })`: 3 seconds',
  mend: 'Give `ttl` as a number of seconds, such as 3600.',
  *check(token) {
    const { exp, issued } = timesOf(token)
    if (exp === undefined || issued === undefined || exp <= issued || exp - issued >= SHORT) return
    yield { claim: 'exp', message: `the token lives ${showSpan(exp - issued)} from its signing to its end` }
  },
}
