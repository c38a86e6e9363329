import { timesIn } from '../../read/units.ts'
import type { TokenRule } from '../rule.ts'

export const TIME_IN_MICROSECONDS: TokenRule = {
  code: 'TIME_IN_MICROSECONDS',
  severity: 'error',
  twilioError: 20157,
  elsewhere: { 'client-capability': 31207 },
  cause: 'A time is in microseconds; read as seconds, it lies thousands of years ahead.',
  example: '`{"exp":1700003600000000}`',
  mend: 'Divide it by 1000000: times in a token are in seconds.',
  *check(token) {
    yield* timesIn(token, 'microseconds', 1000000)
  },
}
