import { isNeverValid, SKEW_ALLOWED, timesOf } from '../../read/times.ts'
import { showSpan, showTime } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

/** Whose clock explains it. */
function explain(ahead: number, iat: number | undefined, now: number): string {
  if (iat !== undefined && iat > now)
    return `; its iat is ${showSpan(iat - now)} ahead as well: the clock of the server that minted it is fast by at least that`
  if (ahead > SKEW_ALLOWED) return ''
  return `; a clock that is fast by ${showSpan(ahead)} where it was minted, or slow here, explains it`
}

export const TOKEN_NOT_YET_VALID: TokenRule = {
  code: 'TOKEN_NOT_YET_VALID',
  severity: 'error',
  twilioError: 20105,
  elsewhere: { 'client-capability': 31204 },
  cause:
    '`nbf` lies ahead: the clock of the server that minted it is fast, or the token was meant for later.',
  example: '`{"nbf":1700000060}` a minute too early',
  mend: 'Set the server’s clock by NTP and leave `nbf` out.',
  *check(token) {
    const times = timesOf(token)
    const { nbf, iat } = times
    if (nbf === undefined || nbf <= token.now || isNeverValid(times)) return
    const ahead = nbf - token.now
    const message = `the token is valid only in ${showSpan(ahead)}: nbf is ${showTime(nbf)}`
    yield { claim: 'nbf', message: message + explain(ahead, iat, token.now) }
  },
}
