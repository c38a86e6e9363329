import { isNeverValid, timesOf, zoneShiftOf } from '../../read/times.ts'
import { showSpan, showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const ISSUED_IN_FUTURE: TokenRule = {
  code: 'ISSUED_IN_FUTURE',
  severity: 'warning',
  twilioError: 20105,
  cause: '`iat` lies ahead: the clock of the server that minted it is fast.',
  example: '`{"iat":1700000060}` a minute too early',
  mend: 'Set the server’s clock by NTP.',
  *check(token) {
    const times = timesOf(token)
    if (zoneShiftOf(token)?.claim === 'iat') return
    const { nbf, iat } = times
    // Where nbf lies ahead as well, that is what the token is refused for.
    if (iat === undefined || iat <= token.now || (nbf ?? 0) > token.now || isNeverValid(times)) return
    yield {
      claim: 'iat',
      message: `iat is ${showTime(iat)}, ${showSpan(iat - token.now)} ahead of the clock here`,
    }
  },
}
