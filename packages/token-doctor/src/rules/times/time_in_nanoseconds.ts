import { timesIn } from '../../read/units.ts'
import type { TokenRule } from '../rule.ts'

export const TIME_IN_NANOSECONDS: TokenRule = {
  code: 'TIME_IN_NANOSECONDS',
  severity: 'error',
  twilioError: 20157,
  elsewhere: { 'client-capability': 31207 },
  cause: 'A time is in nanoseconds; read as seconds, it lies thousands of years ahead.',
  example: '`{"exp":1.7000036e18}`',
  mend: 'Divide it by 1000000000: times in a token are in seconds.',
  *check(token) {
    yield* timesIn(token, 'nanoseconds', 1000000000)
  },
}
