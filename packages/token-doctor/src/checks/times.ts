import { MAX_TTL } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { showSpan, showTime } from '../show.ts'

/** Later than any sensible time in seconds, earlier than any in milliseconds. */
const MILLISECONDS_FROM = 1e11
/** A fast clock at the signer makes a full day look longer by as much. Seconds. */
const SKEW_ALLOWED = 300
const SHORT = 10
const REQUEST_LIFETIME = 300

const WRONG_TIME = { exp: 20104, nbf: 20105, iat: 20101 } as const
type TimeClaim = keyof typeof WRONG_TIME

/** The times that are plain seconds; the others are told and then left alone. */
type Times = { readonly [Claim in TimeClaim]?: number }

function* checkForm(token: Examined, times: { [Claim in TimeClaim]?: number }): Iterable<Problem> {
  const isCapability = token.kind === 'client-capability'
  for (const claim of ['exp', 'nbf', 'iat'] as const) {
    const value = token.payload[claim]
    const twilioError = isCapability ? undefined : WRONG_TIME[claim]
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value))
      yield {
        code: 'TIME_NOT_NUMBER',
        claim,
        message: `${claim} is ${token.show(value)}, not a number of seconds`,
        twilioError,
      }
    else if (Math.abs(value) >= MILLISECONDS_FROM) {
      const fix = `Divide ${claim} by 1000: it must be ${Math.floor(value / 1000)}, in seconds.`
      const message = `${claim} is ${value}, which is in milliseconds, or lies thousands of years away`
      yield {
        code: 'TIME_IN_MILLISECONDS',
        claim,
        message,
        fix,
        twilioError: claim === 'exp' ? undefined : twilioError,
      }
    } else {
      times[claim] = value
      if (!Number.isInteger(value))
        yield {
          code: 'TIME_FRACTIONAL',
          claim,
          message: `${claim} is ${value}, not whole seconds`,
          twilioError,
        }
    }
  }
}

/** When the token was signed: `iat`, or the stamp at the end of `jti`. */
function issuedAt({ payload }: Examined, { iat }: Times): number | undefined {
  if (iat !== undefined) return iat
  const stamp = typeof payload.jti === 'string' ? /^SK.{0,64}-(\d{9,11})$/.exec(payload.jti)?.[1] : undefined
  return stamp === undefined ? undefined : Number(stamp)
}

function notYetValid(nbf: number, { iat }: Times, now: number): Problem {
  const ahead = nbf - now
  const skew =
    iat !== undefined && iat > now
      ? `; its iat is ${showSpan(iat - now)} ahead as well: the clock of the server that minted it is fast by at least that`
      : ahead <= SKEW_ALLOWED
        ? `; a clock that is fast by ${showSpan(ahead)} where it was minted, or slow here, explains it`
        : ''
  return {
    code: 'TOKEN_NOT_YET_VALID',
    claim: 'nbf',
    message: `the token is valid only in ${showSpan(ahead)}: nbf is ${showTime(nbf)}${skew}`,
  }
}

function* checkWindow(token: Examined, times: Times): Iterable<Problem> {
  const { now } = token
  const { exp, nbf, iat } = times
  const start = Math.max(nbf ?? Number.NEGATIVE_INFINITY, iat ?? Number.NEGATIVE_INFINITY)
  if (exp !== undefined && exp <= start) {
    const name = start === nbf ? 'nbf' : 'iat'
    const message = `exp (${showTime(exp)}) is not after ${name} (${showTime(start)}), so the token is never valid`
    yield { code: 'LIFETIME_EMPTY', claim: 'exp', message }
    return
  }
  if (exp !== undefined && exp <= now) {
    const message = `the token expired ${showSpan(now - exp)} ago: exp is ${showTime(exp)}`
    yield { code: 'TOKEN_EXPIRED', claim: 'exp', message }
  }
  if (nbf !== undefined && nbf > now) yield notYetValid(nbf, times, now)
  else if (iat !== undefined && iat > now) {
    const message = `iat is ${showTime(iat)}, ${showSpan(iat - now)} ahead of the clock here`
    yield { code: 'ISSUED_IN_FUTURE', claim: 'iat', message }
  }
}

function isForVoice({ kind, payload, product }: Examined): boolean {
  const grants = payload.grants as Record<string, unknown> | null | undefined
  return product === 'voice' || kind === 'client-capability' || Boolean(grants && 'voice' in Object(grants))
}

function* checkLifetime(token: Examined, times: Times): Iterable<Problem> {
  const { exp, nbf, iat } = times
  const issued = issuedAt(token, times)
  if (exp !== undefined) {
    const claim = 'exp'
    const lead = Math.min(Math.max(0, (iat ?? token.now) - token.now), SKEW_ALLOWED)
    const left = exp - token.now - lead
    const life = issued === undefined || issued > exp ? left : Math.max(exp - issued, left)
    if (life > MAX_TTL) {
      const message = `the token lives ${showSpan(life)}, longer than the 24 h (${MAX_TTL} s) Twilio takes: exp is ${showTime(exp)}`
      yield { code: 'LIFETIME_TOO_LONG', claim, message }
    } else if (life === MAX_TTL && isForVoice(token))
      yield {
        code: 'LIFETIME_FULL_DAY',
        claim,
        message: 'the token lives 86400 s; 86399 s is advised for Voice',
      }
    else if (token.kind === 'client-validation' && life > REQUEST_LIFETIME) {
      const message = `the signed request lives ${showSpan(life)}; it is meant to be used within ${REQUEST_LIFETIME} s`
      yield { code: 'REQUEST_LIFETIME_LONG', claim, message }
    }
    if (issued !== undefined && exp > issued && exp - issued < SHORT) {
      const message = `the token lives ${showSpan(exp - issued)} from its signing to its end`
      yield { code: 'LIFETIME_SHORT', claim, message }
    }
  }
  if (nbf !== undefined && nbf === iat && nbf <= token.now) {
    const message = 'nbf is the moment of signing: where the clock is behind, the token is refused'
    yield { code: 'NOT_BEFORE_AT_ISSUE', claim: 'nbf', message }
  }
}

/** Looks at `exp`, `nbf` and `iat`. */
export function* checkTimes(token: Examined): Iterable<Problem> {
  const times: { [Claim in TimeClaim]?: number } = {}
  if (token.payload.exp === undefined)
    yield { code: 'EXPIRY_MISSING', claim: 'exp', message: 'the token has no exp, so it has no end' }
  if (token.payload.iat === undefined)
    yield { code: 'ISSUED_AT_MISSING', claim: 'iat', message: 'the token does not say when it was signed' }
  yield* checkForm(token, times)
  yield* checkWindow(token, times)
  yield* checkLifetime(token, times)
}
