import { grantKeysOf } from '../../read/grants.ts'
import { timesOf } from '../../read/times.ts'
import { showSpan } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

/** How long before the end Twilio says that it comes. Seconds. */
const NOTICE = 180
const NOTICED = ['chat', 'ip_messaging', 'data_sync']

export const LIFETIME_WITHOUT_NOTICE: TokenRule = {
  code: 'LIFETIME_WITHOUT_NOTICE',
  severity: 'warning',
  twilioError: 20104,
  cause:
    'Conversations and Sync say three minutes before the end that the token is about to expire; a life of at most 180 seconds gets no such notice.',
  example: '`ttl: 120` with a chat grant',
  mend: 'Set a life of more than 180 seconds, such as 3600.',
  kinds: ['access-token'],
  *check(token) {
    const { exp, issued } = timesOf(token)
    if (exp === undefined || issued === undefined || exp <= issued || exp - issued > NOTICE) return
    const key = grantKeysOf(token).find((each) => NOTICED.includes(each))
    if (key === undefined) return
    const message = `the token lives ${showSpan(exp - issued)}: too short for the ${key} grant's notice, which comes ${NOTICE} s before the end`
    yield { claim: 'exp', message }
  },
}
