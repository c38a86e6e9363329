import { MAX_TTL, MILLISECONDS_FROM } from '@x/jwt-core/token'
import { type Examined, perToken } from '../examined.ts'

export const TIME_CLAIMS = ['exp', 'nbf', 'iat'] as const

export type TimeClaim = (typeof TIME_CLAIMS)[number]

/** How a time is written; a life is a span that was put where its end belongs. */
export type TimeForm = 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds' | 'life' | 'no number'

/** The times that are plain seconds, and how the others are written. */
export interface Times {
  readonly exp?: number
  readonly nbf?: number
  readonly iat?: number
  /** When the token was signed: `iat`, or the stamp at the end of `jti`. */
  readonly issued?: number
  /** The stamp at the end of `jti`, where there is one. */
  readonly stamp?: number
  readonly forms: { readonly [Claim in TimeClaim]?: TimeForm }
}

/** A fast clock at the signer makes a full day look longer by as much. Seconds. */
export const SKEW_ALLOWED = 300

/** The same moment is a thousand times as many of the next smaller unit. */
const UNITS = ['milliseconds', 'microseconds', 'nanoseconds'] as const

/** Longer than any life, and a moment before anybody signed a token: in 1973. */
const LONGEST_LIFE = 1e8

function formOf(claim: TimeClaim, value: unknown): TimeForm {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'no number'
  const size = Math.abs(value)
  if (size < MILLISECONDS_FROM)
    return claim === 'exp' && value > 0 && value < LONGEST_LIFE ? 'life' : 'seconds'
  return UNITS[Math.min(2, Math.floor(Math.log10(size / MILLISECONDS_FROM) / 3))] as TimeForm
}

function stampOf(jti: unknown): number | undefined {
  const stamp = typeof jti === 'string' ? /^SK.{0,64}-(\d{9,11})$/.exec(jti)?.[1] : undefined
  return stamp === undefined ? undefined : Number(stamp)
}

/** Reads the times of a token. */
export const timesOf: (token: Examined) => Times = perToken(({ payload }) => {
  const forms: { [Claim in TimeClaim]?: TimeForm } = {}
  const times: { [Claim in TimeClaim]?: number } = {}
  for (const claim of TIME_CLAIMS) {
    const value = payload[claim]
    if (value === undefined) continue
    forms[claim] = formOf(claim, value)
    if (forms[claim] === 'seconds') times[claim] = value as number
  }
  const stamp = stampOf(payload.jti)
  const issued = times.iat ?? stamp
  return { ...times, ...(issued !== undefined && { issued }), ...(stamp !== undefined && { stamp }), forms }
})

/** The claim that says when the token begins, and that time. */
export function startOf({ nbf, iat }: Times): readonly ['nbf' | 'iat', number] {
  const [begin, signed] = [nbf ?? Number.NEGATIVE_INFINITY, iat ?? Number.NEGATIVE_INFINITY]
  return begin >= signed ? ['nbf', begin] : ['iat', signed]
}

/** Whether the token ends before it begins. */
export function isNeverValid(times: Times): boolean {
  return times.exp !== undefined && times.exp <= startOf(times)[1]
}

/** The least life that is told for one in milliseconds, and of which such lives are multiples. Seconds, as meant. */
const MINUTE = 60
export const DAY: number = 24 * 3600

/** Whether the token lives longer than it may and a thousand times as long as a usual life. */
export function isLifeInMilliseconds(token: Examined): boolean {
  const { exp, nbf, issued } = timesOf(token)
  const begin = issued ?? nbf
  if (exp === undefined || begin === undefined) return false
  const life = exp - begin
  const meant = life / 1000
  // Weeks and months are lives that were meant so, if too long.
  const isMeantSo = life % (7 * DAY) === 0 || life % (30 * DAY) === 0
  return life > MAX_TTL && meant <= MAX_TTL && meant % MINUTE === 0 && !isMeantSo
}

/** How long the token lives in all, in seconds, as far as it can be told. */
export function lifeOf(token: Examined): number | undefined {
  const { exp, iat, issued } = timesOf(token)
  if (exp === undefined) return undefined
  const lead = Math.min(Math.max(0, (iat ?? token.now) - token.now), SKEW_ALLOWED)
  const left = exp - token.now - lead
  return issued === undefined || issued > exp ? left : Math.max(exp - issued, left)
}

const ERRORS: Readonly<Record<TimeClaim, number>> = { exp: 20104, nbf: 20105, iat: 20101 }

/** The error for a time that cannot be read; undefined where the kind of token has one of its own. */
export function errorOfTime({ kind }: Examined, claim: TimeClaim): number | undefined {
  return kind === 'client-capability' ? undefined : ERRORS[claim]
}

const HALF_HOUR = 1800
/** Nepal, Eucla and Chatham, in winter and summer. */
const QUARTERS = [20700, 31500, 45900, 49500]
/** The farthest that clocks of two places are apart. */
const FARTHEST = 14 * 3600
/** How long signing takes, and how old a token is that is looked at as soon as it is refused. Seconds. */
const SIGNING = 5
const FRESH = 120

/** The offset of a time zone that a span is, but for a little more; undefined where it is none. */
function zoneOf(span: number, less: number, more: number): number | undefined {
  const half = Math.round(span / HALF_HOUR) * HALF_HOUR
  return [half, ...QUARTERS.flatMap((zone) => [zone, -zone])].find((zone) => {
    const rest = zone - span
    return zone !== 0 && Math.abs(zone) <= FARTHEST && rest <= more && rest >= -less
  })
}

/** Whether a span is the offset of a time zone ahead of UTC. */
export function isZone(span: number): boolean {
  return span > 0 && zoneOf(span, SIGNING, SIGNING) !== undefined
}

/** A time of a token that is off by a time zone. */
export interface ZoneShift {
  readonly claim: TimeClaim
  /** By how much it is ahead, in seconds; below 0, behind. */
  readonly shift: number
  /** Whether jti, which was stamped by the right clock, tells so. */
  readonly isCertain: boolean
}

function shiftByStamp({ iat, nbf, exp, stamp }: Times): ZoneShift | undefined {
  if (stamp === undefined) return undefined
  const found = (claim: TimeClaim, time: number | undefined) => {
    const shift = time === undefined ? undefined : zoneOf(time - stamp, SIGNING, SIGNING)
    return shift === undefined ? undefined : { claim, shift, isCertain: true }
  }
  if (iat !== undefined) return found('iat', iat)
  // An nbf in the past does no harm, and may be meant so.
  if (nbf !== undefined && nbf > stamp) return found('nbf', nbf)
  return exp !== undefined && exp <= stamp ? found('exp', exp) : undefined
}

function shiftByClock({ iat, nbf }: Times, now: number): ZoneShift | undefined {
  const [claim, time] = iat !== undefined ? (['iat', iat] as const) : (['nbf', nbf] as const)
  if (time === undefined || time <= now) return undefined
  const shift = zoneOf(time - now, SIGNING, FRESH)
  return shift === undefined ? undefined : { claim, shift, isCertain: false }
}

/** By how much the times of a token are off as local time is that was taken for UTC; undefined where they are not. */
export const zoneShiftOf: (token: Examined) => ZoneShift | undefined = (token) => {
  const times = timesOf(token)
  return shiftByStamp(times) ?? shiftByClock(times, token.now)
}
