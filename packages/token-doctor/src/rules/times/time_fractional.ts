import { errorOfTime, TIME_CLAIMS, timesOf } from '../../read/times.ts'
import type { TokenRule } from '../rule.ts'

export const TIME_FRACTIONAL: TokenRule = {
  code: 'TIME_FRACTIONAL',
  severity: 'warning',
  twilioError: 20104,
  cause: 'A time is a fraction; every helper library writes whole seconds.',
  example: '`{"exp":1700003600.25}`',
  mend: 'Round it down: `Math.floor(Date.now() / 1000)`.',
  *check(token) {
    const times = timesOf(token)
    for (const claim of TIME_CLAIMS) {
      const value = times[claim]
      if (value === undefined || Number.isInteger(value)) continue
      const message = `${claim} is ${value}, not whole seconds`
      yield { claim, message, twilioError: errorOfTime(token, claim) }
    }
  },
}
