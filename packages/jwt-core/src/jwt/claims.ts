import { JwtDecodeError, type JwtErrorCode, JwtOptionError } from '../errors.ts'
import { type Check, checkList, checkText, describe, type OptionTable, optional, refuse } from '../options.ts'
import { MILLISECONDS_FROM } from '../token/limits.ts'

/** The claims of a token (RFC 7519 section 4). Times are in seconds since the epoch. */
export interface JwtPayload {
  readonly iss?: string | undefined
  readonly sub?: string | undefined
  readonly aud?: string | readonly string[] | undefined
  readonly exp?: number | undefined
  readonly nbf?: number | undefined
  readonly iat?: number | undefined
  readonly jti?: string | undefined
  readonly [claim: string]: unknown
}

/**
 * What a verifier asks of the claims. A check that is present as undefined is refused, not skipped: leave it out to
 * ask nothing.
 */
export interface ClaimOptions {
  /** The `iss` the token must have, or a list of those it may have. */
  readonly issuer?: string | readonly string[]
  /** The `sub` the token must have, or a list of those it may have. */
  readonly subject?: string | readonly string[]
  /** Who the token must be for: one of these must be its `aud` or among it. */
  readonly audience?: string | readonly string[]
  /** The `typ` the header must have, letter case and a leading `application/` aside (RFC 7515 section 4.1.9). */
  readonly typ?: string
  /** The longest time since `iat`, in seconds; the token must then have one. */
  readonly maxTokenAge?: number
  /** How far clocks may differ, in seconds, at most 600. Default 0. */
  readonly clockTolerance?: number | undefined
  /** Claims that must be there. */
  readonly requiredClaims?: readonly string[]
  /** The time to check against, in seconds since the epoch. Default: the clock. */
  readonly now?: number | undefined
}

const MAX_TOLERANCE = 600

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** One text or a list of them, as a list. */
const checkTexts: Check<readonly string[]> = (option, value) => {
  const list = typeof value === 'string' ? [value] : Array.isArray(value) ? [...value] : []
  const expected = 'a non-empty string or a list of them (leave it out to ask nothing)'
  return list.length > 0 && list.every(isText) ? list : refuse(option, expected, value)
}

const checkSeconds: Check<number> = (option, value) =>
  typeof value === 'number' && value >= 0 && value < MILLISECONDS_FROM
    ? value
    : refuse(option, 'seconds (not milliseconds) from 0 up', value)

const checkTolerance: Check<number> = (option, value) => {
  if (checkSeconds(option, value) <= MAX_TOLERANCE) return value as number
  throw new JwtOptionError(
    option,
    `must be at most ${MAX_TOLERANCE} seconds, got ${value as number}${(value as number) >= 1000 ? ': is it in milliseconds?' : ''}`,
  )
}

/** The options of {@link ClaimOptions}. */
export const CLAIM_OPTIONS: OptionTable<ClaimOptions> = {
  issuer: checkTexts,
  subject: checkTexts,
  audience: checkTexts,
  typ: checkText,
  maxTokenAge: checkSeconds,
  clockTolerance: /* @__PURE__ */ optional(checkTolerance),
  requiredClaims: (option, value) => checkList(option, value, 'a list of claim names', isText),
  now: /* @__PURE__ */ optional(checkSeconds),
}

/**
 * Refuses a token for one of its claims.
 *
 * @throws JwtDecodeError always
 */
export function refuseClaim(claim: string, problem: string, code: JwtErrorCode = 'ERR_CLAIM_INVALID'): never {
  throw new JwtDecodeError(code, `the token's ${claim} is ${problem}`, { claim })
}

/**
 * Checks that a claim is there.
 *
 * @throws JwtDecodeError `ERR_CLAIM_MISSING`
 */
export function requireClaim(payload: object, claim: string): void {
  if (!Object.hasOwn(payload, claim)) refuseClaim(claim, 'missing', 'ERR_CLAIM_MISSING')
}

/** Checks a claim against what was asked for, which reading the options has made a list. */
function checkAmong(payload: JwtPayload, claim: string, expected: unknown): void {
  if (expected === undefined) return
  requireClaim(payload, claim)
  const value = payload[claim]
  const found = claim === 'aud' && Array.isArray(value) ? value : [value]
  if (!found.some((each) => (expected as readonly unknown[]).includes(each)))
    refuseClaim(claim, 'not what was asked for')
}

/** A media type as it may be compared: letter case and the omitted prefix are no difference. */
function mediaType(typ: unknown): unknown {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ
}

/**
 * Checks the header's `typ` and the registered claims of a token whose signature is good (RFC 7519 section 4.1).
 * Times may be fractions, and are compared as such.
 *
 * @throws JwtDecodeError `ERR_CLAIM_INVALID`, `ERR_CLAIM_MISSING`, `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_NOT_YET_VALID`
 */
export function checkClaims(header: object, payload: JwtPayload, options: ClaimOptions): void {
  const { now = Date.now() / 1000, clockTolerance = 0, typ, maxTokenAge } = options
  for (const claim of ['exp', 'nbf', 'iat'])
    if (payload[claim] !== undefined && !Number.isFinite(payload[claim]))
      refuseClaim(claim, 'no finite number')
  if (options.requiredClaims) for (const claim of options.requiredClaims) requireClaim(payload, claim)
  if (typ !== undefined) {
    requireClaim(header, 'typ')
    if (mediaType((header as { typ?: unknown }).typ) !== mediaType(typ))
      refuseClaim('typ', 'not what was asked for')
  }
  checkAmong(payload, 'iss', options.issuer)
  checkAmong(payload, 'sub', options.subject)
  checkAmong(payload, 'aud', options.audience)
  const { exp, nbf, iat } = payload
  if (exp !== undefined && exp <= now - clockTolerance)
    refuseClaim('exp', `${seconds(now - exp)} ago: it expired`, 'ERR_TOKEN_EXPIRED')
  if (nbf !== undefined && nbf > now + clockTolerance)
    refuseClaim('nbf', `${seconds(nbf - now)} ahead: it is not yet valid`, 'ERR_TOKEN_NOT_YET_VALID')
  if (maxTokenAge === undefined) return
  requireClaim(payload, 'iat')
  const age = now - (iat as number)
  if (age < -clockTolerance) refuseClaim('iat', `${seconds(-age)} ahead: its age cannot be told`)
  if (age > maxTokenAge + clockTolerance)
    refuseClaim('iat', `${seconds(age)} ago: it is older than ${maxTokenAge} s`, 'ERR_TOKEN_EXPIRED')
}

/** A span of time to be read, without the milliseconds that a clock brings along. */
function seconds(span: number): string {
  return `${Math.round(span)} s`
}

const TIMES = ['exp', 'nbf', 'iat'] as const
const TEXTS = ['iss', 'sub', 'jti'] as const

/**
 * Checks the registered claims that a caller wants signed: times in seconds, the others text.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkSignedClaims(claims: JwtPayload): void {
  for (const claim of TIMES) {
    const value = ownClaim(claims, claim)
    if (value !== undefined && !(Number.isFinite(value) && Math.abs(value) < MILLISECONDS_FROM))
      throw new JwtOptionError(
        `payload.${claim}`,
        `must be seconds since the epoch (not milliseconds), got ${typeof value === 'number' ? value : describe(value)}`,
      )
  }
  for (const claim of TEXTS) {
    const value = ownClaim(claims, claim)
    if (value !== undefined && typeof value !== 'string') refuse(`payload.${claim}`, 'a string', value)
  }
  const aud = ownClaim(claims, 'aud')
  if (aud !== undefined && typeof aud !== 'string' && !(Array.isArray(aud) && aud.every(isString)))
    refuse('payload.aud', 'a string or a list of strings', aud)
}

/** A claim that JSON writes: what somebody put on every object is none. */
export function ownClaim<Claim extends keyof JwtPayload>(
  claims: JwtPayload,
  claim: Claim,
): JwtPayload[Claim] {
  return Object.hasOwn(claims, claim) ? claims[claim] : undefined
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
