import { checkList, checkOptionalText, checkOptions, refuse } from './check.ts'
import { JwtDecodeError, type JwtErrorCode } from './errors.ts'
import { checkTime, epochSeconds } from './lifetime.ts'

/** The claims of a token (RFC 7519 section 4). Times are in seconds since the epoch. */
export interface JwtPayload {
  readonly iss?: string | undefined
  readonly sub?: string | undefined
  readonly exp?: number | undefined
  readonly nbf?: number | undefined
  readonly iat?: number | undefined
  readonly jti?: string | undefined
  readonly [claim: string]: unknown
}

/** What a verifier asks of the claims. */
export interface ClaimOptions {
  /** The `iss` the token must have. */
  readonly issuer?: string | undefined
  /** The `sub` the token must have. */
  readonly subject?: string | undefined
  /** How far clocks may differ, in seconds. Default 0. */
  readonly clockTolerance?: number | undefined
  /** Claims that must be there. */
  readonly requiredClaims?: readonly string[] | undefined
  /** The time to check against, in seconds since the epoch. Default: the clock. */
  readonly now?: number | undefined
}

/**
 * Checks the verifier's own wishes, before any token is looked at.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkClaimOptions(options: ClaimOptions): void {
  const { issuer, subject, clockTolerance = 0, requiredClaims = [], now } = checkOptions('options', options)
  checkOptionalText('issuer', issuer)
  checkOptionalText('subject', subject)
  if (!(Number.isFinite(clockTolerance) && clockTolerance >= 0))
    refuse('clockTolerance', 'seconds from 0 up', clockTolerance)
  checkList('requiredClaims', requiredClaims, 'a list of claim names', (claim) => typeof claim === 'string')
  // `Date.now() / 1000` is a fair thing to pass.
  checkTime('now', typeof now === 'number' ? Math.floor(now) : now)
}

/**
 * Refuses a token for one of its claims.
 *
 * @throws JwtDecodeError always
 */
export function refuseClaim(claim: string, problem: string, code: JwtErrorCode = 'ERR_CLAIM_INVALID'): never {
  throw new JwtDecodeError(code, `the token's ${claim} is ${problem}`)
}

/**
 * Checks that a claim is there.
 *
 * @throws JwtDecodeError `ERR_CLAIM_MISSING`
 */
export function requireClaim(payload: JwtPayload, claim: string): void {
  if (!Object.hasOwn(payload, claim)) refuseClaim(claim, 'missing', 'ERR_CLAIM_MISSING')
}

function checkEqual(payload: JwtPayload, claim: string, expected: string | undefined): void {
  if (expected === undefined) return
  requireClaim(payload, claim)
  if (payload[claim] !== expected) refuseClaim(claim, 'not the one asked for')
}

/**
 * Checks the registered claims of a token whose signature is good (RFC 7519 section 4.1).
 *
 * @throws JwtDecodeError `ERR_CLAIM_INVALID`, `ERR_CLAIM_MISSING`, `ERR_TOKEN_EXPIRED`, `ERR_TOKEN_NOT_YET_VALID`
 */
export function checkClaims(payload: JwtPayload, options: ClaimOptions): void {
  const { requiredClaims = [], issuer, subject, now = epochSeconds(), clockTolerance = 0 } = options
  for (const claim of ['exp', 'nbf', 'iat'])
    if (payload[claim] !== undefined && !Number.isFinite(payload[claim]))
      refuseClaim(claim, 'no finite number')
  for (const claim of requiredClaims) requireClaim(payload, claim)
  checkEqual(payload, 'iss', issuer)
  checkEqual(payload, 'sub', subject)
  const { exp, nbf } = payload
  if (exp !== undefined && exp <= now - clockTolerance)
    refuseClaim('exp', `${now - exp} s ago: it expired`, 'ERR_TOKEN_EXPIRED')
  if (nbf !== undefined && nbf > now + clockTolerance)
    refuseClaim('nbf', `${nbf - now} s ahead: it is not yet valid`, 'ERR_TOKEN_NOT_YET_VALID')
}
