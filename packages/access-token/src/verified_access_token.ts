import type { Grant, GrantType } from '@x/jwt-core/grant'
import {
  isBranded,
  isRecord,
  keepShape,
  refuse,
  refuseClaim,
  requireClaim,
  type VerifiedJwt,
} from '@x/jwt-core/token'
import { CONTENT_TYPE } from './facts.ts'

/** What a verified access token says. Made by `AccessToken.verify`. */
export class VerifiedAccessToken {
  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.VerifiedAccessToken'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  declare readonly accountSid: string
  declare readonly signingKeySid: string
  declare readonly identity: string | undefined
  declare readonly region: string | undefined
  /** Seconds since the epoch. */
  declare readonly issuedAt: number | undefined
  /** Seconds since the epoch. */
  declare readonly notBefore: number | undefined
  /** Seconds since the epoch. */
  declare readonly expiresAt: number
  /** The payloads of the grants by key, as they stand on the wire. */
  declare readonly grants: Readonly<Record<string, unknown>>
  /** The id under which a key ring holds the key that verified the token; undefined where there was no ring. */
  declare readonly keyId: string | undefined

  /** Called by what verified the token. */
  constructor(
    { header, payload, keyId }: VerifiedJwt,
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
    this.keyId = keyId
    keepShape('token', Object.freeze(this))
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
      refuse('type', 'a grant class with a static key', type)
    // Some libraries write null for a grant that is not there.
    if (!Object.hasOwn(this.grants, type.key) || this.grants[type.key] === null) return undefined
    // What was verified is still only what somebody signed: the class itself checks what it reads.
    const payload = this.grants[type.key] as never
    return type.fromPayload === undefined ? new type(payload) : (type.fromPayload(payload) as G)
  }
}

/**
 * Reads a token whose signature and times are good.
 *
 * @throws JwtDecodeError `ERR_CLAIM_INVALID`, `ERR_CLAIM_MISSING` when it is no access token, or not the one asked for
 */
export function readVerified(
  verified: VerifiedJwt,
  asked: { readonly accountSid?: unknown; readonly identity?: unknown },
): VerifiedAccessToken {
  const { header, payload } = verified
  if (header.cty !== CONTENT_TYPE) refuseClaim('cty', `not ${CONTENT_TYPE}`)
  for (const claim of ['iss', 'sub', 'exp', 'grants']) requireClaim(payload, claim)
  for (const claim of ['iss', 'sub']) checkType(claim, payload[claim], isString)
  const { identity, ...grants } = checkType('grants', payload.grants, isRecord)
  if (identity !== undefined) checkType('identity', identity, isString)
  checkAsked('sub', payload.sub, asked.accountSid)
  checkAsked('identity', identity, asked.identity)
  return new VerifiedAccessToken(verified, identity as string | undefined, grants)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

function checkType<Type>(claim: string, value: unknown, is: (value: unknown) => value is Type): Type {
  return is(value) ? value : refuseClaim(claim, 'of the wrong type')
}

function checkAsked(claim: string, value: unknown, asked: unknown): void {
  if (asked === undefined || value === asked) return
  if (value === undefined) refuseClaim(claim, 'missing', 'ERR_CLAIM_MISSING')
  refuseClaim(claim, 'not what was asked for')
}
