import {
  type AccountSid,
  type ApiKeySid,
  checkLifetime,
  checkOptionalText,
  checkOptions,
  checkSid,
  type DecodeOptions,
  epochSeconds,
  expiry,
  type HmacAlgorithm,
  type HmacHeader,
  type HmacSecret,
  type KeyRing,
  type Lifetime,
  type LifetimeOptions,
  MAX_TTL,
  refuse,
  signHmacJwt,
  signHmacJwtSync,
  verifyHmacJwt,
  verifyHmacJwtSync,
} from '@x/jwt-core'
import { type Grant, isGrant } from '@x/jwt-core/grant'
import { checkSigningSecret } from './signing_secret.ts'
import { CONTENT_TYPE, readVerified, type VerifiedAccessToken } from './verified_access_token.ts'

export type AccessTokenAlgorithm = HmacAlgorithm

export interface AccessTokenOptions extends LifetimeOptions {
  /** Who the bearer is: a user name of your own. An integer becomes a string. */
  readonly identity?: string | number | undefined
  /** The Twilio region that made the API key, such as `ie1`; US1 when left out. */
  readonly region?: string | undefined
  readonly grants?: readonly Grant[] | undefined
  /** Default `HS256`, the only one Twilio documents. */
  readonly algorithm?: AccessTokenAlgorithm | undefined
  /** The token's own id. Default `<signingKeySid>-<epoch seconds>`. */
  readonly jti?: string | undefined
}

/** The claims of an access token, in their order on the wire. Times are in seconds since the epoch. */
export interface AccessTokenClaims<Grants = unknown> {
  readonly jti: string
  readonly grants: { readonly identity?: string } & Grants
  readonly nbf?: number
  readonly iat: number
  readonly exp: number
  readonly iss: string
  readonly sub: string
}

function createHeader(alg: AccessTokenAlgorithm): HmacHeader {
  return Object.freeze({ alg, typ: 'JWT', cty: CONTENT_TYPE })
}

const HEADERS: Readonly<Record<AccessTokenAlgorithm, HmacHeader>> = {
  HS256: /* @__PURE__ */ createHeader('HS256'),
  HS384: /* @__PURE__ */ createHeader('HS384'),
  HS512: /* @__PURE__ */ createHeader('HS512'),
}

/** What {@link AccessToken.verify} asks of a token. */
export type VerifyAccessTokenOptions = DecodeOptions

function checkIdentity(identity: unknown): string | undefined {
  return checkOptionalText('identity', Number.isSafeInteger(identity) ? String(identity) : identity)
}

function checkGrant(option: string, grant: unknown): Grant {
  return isGrant(grant) && grant.key !== 'identity' && grant.key !== '__proto__'
    ? grant
    : refuse(option, 'a grant: an object with a key (not identity) and a toPayload method', grant)
}

/**
 * The token that Twilio's client SDKs take: who the bearer is and what the bearer may do.
 * See twilio.com/docs/iam/access-tokens.
 *
 * @example
 * ```ts
 * const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: 'alice' })
 *   .addGrant(new VideoGrant({ room: 'daily' }))
 * const jwt = await token.toJwt()
 * ```
 */
// biome-ignore lint/complexity/noBannedTypes: no grants yet is an object without members
export class AccessToken<Grants = {}> {
  readonly #secret: HmacSecret | KeyRing
  readonly #lifetime: Lifetime
  readonly #grants: Map<string, Grant> = new Map()
  readonly accountSid: AccountSid
  readonly signingKeySid: ApiKeySid
  readonly identity: string | undefined
  readonly region: string | undefined
  readonly algorithm: AccessTokenAlgorithm
  readonly jti: string | undefined

  /**
   * @param accountSid the live account, `AC…`
   * @param signingKeySid an API key of that account, `SK…`
   * @param secret the API key's secret (not the auth token), or a key ring that holds it
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  constructor(
    accountSid: string,
    signingKeySid: string,
    secret: HmacSecret | KeyRing,
    options: AccessTokenOptions = {},
  ) {
    this.accountSid = checkSid('accountSid', accountSid, 'AC')
    this.signingKeySid = checkSid('signingKeySid', signingKeySid, 'SK')
    this.algorithm = checkOptions('options', options).algorithm ?? 'HS256'
    if (!Object.hasOwn(HEADERS, this.algorithm)) refuse('algorithm', 'HS256, HS384 or HS512', this.algorithm)
    this.#secret = checkSigningSecret(secret, this.signingKeySid)
    this.#lifetime = checkLifetime(options, MAX_TTL)
    this.identity = checkIdentity(options.identity)
    this.region = checkOptionalText('region', options.region)
    this.jti = checkOptionalText('jti', options.jti)
    const { grants = [] } = options
    if (!Array.isArray(grants)) refuse('grants', 'a list of grants', grants)
    for (const grant of grants as readonly Grant[]) this.#grants.set(checkGrant('grants', grant).key, grant)
  }

  /**
   * Adds a grant; one of the same key that is there already is replaced.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  addGrant<Key extends string, Payload extends object>(
    grant: Grant<Key, Payload>,
  ): AccessToken<Grants & { readonly [K in Key]: Payload }> {
    this.#grants.set(checkGrant('grant', grant).key, grant)
    return this as unknown as AccessToken<Grants & { readonly [K in Key]: Payload }>
  }

  /** The claims that signing at this moment gives. */
  toClaims(): AccessTokenClaims<Grants> {
    const now = epochSeconds()
    const { nbf } = this.#lifetime
    const grants: Record<string, unknown> = {}
    if (this.identity !== undefined) grants.identity = this.identity
    for (const [key, grant] of this.#grants) grants[key] = grant.toPayload()
    return {
      jti: this.jti ?? `${this.signingKeySid}-${now}`,
      grants: grants as AccessTokenClaims<Grants>['grants'],
      ...(nbf !== undefined && { nbf }),
      iat: now,
      exp: expiry(this.#lifetime, now),
      iss: this.signingKeySid,
      sub: this.accountSid,
    }
  }

  /**
   * Signs the token.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID` when a grant's payload cannot be written as JSON
   */
  async toJwt(): Promise<string> {
    return await signHmacJwt(this.#header(), this.toClaims(), this.#secret)
  }

  /**
   * The synchronous twin of {@link AccessToken.toJwt}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwtSync(): string {
    return signHmacJwtSync(this.#header(), this.toClaims(), this.#secret)
  }

  /**
   * Verifies an access token and reads it.
   *
   * @throws JwtDecodeError when the token cannot be trusted or is no access token
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  static async verify(
    jwt: string,
    secretOrKeyRing: HmacSecret | KeyRing,
    options: VerifyAccessTokenOptions = {},
  ): Promise<VerifiedAccessToken> {
    return readVerified(await verifyHmacJwt(jwt, secretOrKeyRing, options))
  }

  /**
   * The synchronous twin of {@link AccessToken.verify}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  static verifySync(
    jwt: string,
    secretOrKeyRing: HmacSecret | KeyRing,
    options: VerifyAccessTokenOptions = {},
  ): VerifiedAccessToken {
    return readVerified(verifyHmacJwtSync(jwt, secretOrKeyRing, options))
  }

  #header(): HmacHeader {
    const header = HEADERS[this.algorithm]
    return this.region === undefined ? header : { ...header, twr: this.region }
  }
}
