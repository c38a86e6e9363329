import { type DecodedJwt, isRecord, JwtDecodeError, JwtOptionError } from '@x/jwt-core'
import type { Grant, GrantType } from '@x/jwt-core/grant'

/** The `cty` header of every access token. */
export const CONTENT_TYPE = 'twilio-fpa;v=1'

/** What a verified access token says. Made by `AccessToken.verify`. */
export class VerifiedAccessToken {
  readonly accountSid: string
  readonly signingKeySid: string
  readonly identity: string | undefined
  readonly region: string | undefined
  /** Seconds since the epoch. */
  readonly issuedAt: number | undefined
  /** Seconds since the epoch. */
  readonly notBefore: number | undefined
  /** Seconds since the epoch. */
  readonly expiresAt: number
  /** The payloads of the grants by key, as they stand on the wire. */
  readonly grants: Readonly<Record<string, unknown>>

  /** @internal */
  constructor(
    { header, payload }: DecodedJwt,
    identity: string | undefined,
    grants: Record<string, unknown>,
  ) {
    this.accountSid = payload.sub as string
    this.signingKeySid = payload.iss as string
    this.identity = identity
    this.region = typeof header.twr === 'string' ? header.twr : undefined
    this.issuedAt = payload.iat
    this.notBefore = payload.nbf
    this.expiresAt = payload.exp as number
    this.grants = grants
  }

  /**
   * The grant of this class, or undefined when the token has none.
   *
   * @example
   * ```ts
   * const room = verified.grant(VideoGrant)?.room
   * ```
   * @throws JwtDecodeError `ERR_CLAIM_INVALID` when the payload is not one of this grant
   * @throws JwtOptionError `ERR_OPTION_INVALID` when the class has no static `key`
   */
  grant<G extends Grant>(type: GrantType<G>): G | undefined {
    if (typeof type !== 'function' || typeof type.key !== 'string')
      throw new JwtOptionError('type', 'must be a grant class with a static key')
    if (!Object.hasOwn(this.grants, type.key)) return undefined
    // What was verified is still only what somebody signed: the class itself checks what it reads.
    const payload = this.grants[type.key] as never
    return type.fromPayload === undefined ? new type(payload) : (type.fromPayload(payload) as G)
  }
}

function invalid(claim: string, expected: string): JwtDecodeError {
  return new JwtDecodeError('ERR_CLAIM_INVALID', `the access token's ${claim} is not ${expected}`)
}

/**
 * Reads a token whose signature and times are good.
 *
 * @throws JwtDecodeError `ERR_CLAIM_INVALID`, `ERR_CLAIM_MISSING` when it is no access token
 */
export function readVerified(verified: DecodedJwt): VerifiedAccessToken {
  const { header, payload } = verified
  if (header.cty !== CONTENT_TYPE) throw invalid('header cty', CONTENT_TYPE)
  for (const claim of ['iss', 'sub', 'exp', 'grants'])
    if (payload[claim] === undefined)
      throw new JwtDecodeError('ERR_CLAIM_MISSING', `the access token has no ${claim} claim`)
  if (typeof payload.iss !== 'string') throw invalid('iss', 'a string')
  if (typeof payload.sub !== 'string') throw invalid('sub', 'a string')
  if (!isRecord(payload.grants)) throw invalid('grants', 'an object')
  const { identity, ...grants } = payload.grants
  if (identity !== undefined && typeof identity !== 'string') throw invalid('grants.identity', 'a string')
  return new VerifiedAccessToken(verified, identity, grants)
}
