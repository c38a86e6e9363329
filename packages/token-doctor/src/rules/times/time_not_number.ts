import { errorOfTime, TIME_CLAIMS, timesOf } from '../../read/times.ts'
import type { TokenRule } from '../rule.ts'

export const TIME_NOT_NUMBER: TokenRule = {
  code: 'TIME_NOT_NUMBER',
  severity: 'error',
  twilioError: 20104,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A time is a text, null or a date, not a number.',
  example: '`{"exp":"1700003600"}`',
  mend: 'Write it as a number of seconds since the epoch, without quotes.',
  *check(token) {
    const { forms } = timesOf(token)
    for (const claim of TIME_CLAIMS) {
      if (forms[claim] !== 'no number') continue
      const message = `${claim} is ${token.show(token.payload[claim])}, not a number of seconds`
      yield { claim, message, twilioError: errorOfTime(token, claim) }
    }
  },
}
