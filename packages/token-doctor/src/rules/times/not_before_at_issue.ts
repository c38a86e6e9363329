import { timesOf } from '../../read/times.ts'
import type { TokenRule } from '../rule.ts'

export const NOT_BEFORE_AT_ISSUE: TokenRule = {
  code: 'NOT_BEFORE_AT_ISSUE',
  severity: 'info',
  twilioError: 20105,
  cause: '`nbf` is the moment of signing, so the token is refused wherever the clock is a second behind.',
  example: '`{"iat":1700000000,"nbf":1700000000}`',
  mend: 'Leave `nbf` out, or set it a minute back.',
  *check(token) {
    const { nbf, iat } = timesOf(token)
    if (nbf === undefined || nbf !== iat || nbf > token.now) return
    const message = 'nbf is the moment of signing: where the clock is behind, the token is refused'
    yield { claim: 'nbf', message }
  },
}
