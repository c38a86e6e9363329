import type { Grant } from '@x/jwt-core/grant'
import {
  AUTH_TOKEN,
  type Check,
  checkedExpiry,
  checkList,
  checkName,
  checkSid,
  checkText,
  epochSeconds,
  type HmacAlgorithm,
  type HmacHeader,
  isBranded,
  isHmac,
  type KeyOrRing,
  keepShape,
  LIFETIME_OPTIONS,
  type Lifetime,
  type LifetimeOptions,
  MAX_TTL,
  type OptionTable,
  optional,
  readOptions,
  refuse,
  resolveLifetime,
  signHmacJwt,
  signHmacJwtSync,
  takeSharedSecret,
} from '@x/jwt-core/token'
import { ALGORITHMS, CONTENT_TYPE } from './facts.ts'
import { type Granted, readGrant } from './granted.ts'
import { checkIdentity } from './identity.ts'

export type AccessTokenAlgorithm = HmacAlgorithm

export interface AccessTokenOptions extends LifetimeOptions {
  /**
   * Who the bearer is: a user name of your own, of at most 256 characters. An integer becomes a string. Present as
   * undefined it is refused; leave it out for a token of nobody.
   */
  readonly identity?: string | number
  /** The Twilio region that made the API key, such as `ie1`; US1 when left out. */
  readonly region?: string | undefined
  readonly grants?: readonly Grant[] | undefined
  /** Default `HS256`, the only one Twilio documents. */
  readonly algorithm?: AccessTokenAlgorithm | undefined
  /** The token's own id. Default `<signingKeySid>-<epoch seconds>`. */
  readonly jti?: string | undefined
}

const checkAlgorithm: Check<AccessTokenAlgorithm> = (option, value) =>
  isHmac(value) ? value : refuse(option, ALGORITHMS.join(' or '), value)

const ACCESS_TOKEN_OPTIONS: OptionTable<AccessTokenOptions> = {
  ...LIFETIME_OPTIONS,
  identity: checkIdentity,
  region: optional(checkName),
  grants: optional((option, value) => checkList<Grant>(option, value, 'a list of grants', Boolean)),
  algorithm: optional(checkAlgorithm),
  jti: optional(checkText),
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

const headers = new Map<AccessTokenAlgorithm, HmacHeader>()

/** The header of a token, one object for all alike, so that it is encoded once. */
function headerOf(alg: AccessTokenAlgorithm, twr: string | undefined): HmacHeader {
  if (twr !== undefined) return { alg, typ: 'JWT', cty: CONTENT_TYPE, twr }
  const header = headers.get(alg) ?? Object.freeze({ alg, typ: 'JWT', cty: CONTENT_TYPE })
  headers.set(alg, header)
  return header
}

/**
 * The token that Twilio's client SDKs take: who the bearer is and what the bearer may do.
 * See twilio.com/docs/iam/access-tokens.
 *
 * @example
 * ```ts
 * const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: 'alice' })
 *   .addGrant(new VideoGrant({ room: 'daily' }))
 * const jwt = await token.toJwt() // a promise: send what it gives, not the promise, which JSON shows as {}
 * ```
 */
// biome-ignore lint/complexity/noBannedTypes: no grants yet is an object without members
export class AccessToken<Grants = {}> {
  /** @internal Tells the class in every copy of this package, and behind both its doors. */
  static readonly brand: string = 'twilio-token-toolkit.AccessToken'
  readonly #secret: KeyOrRing
  readonly #lifetime: Lifetime
  /** One of a key. */
  readonly #grants: Granted[] = []
  readonly #fixed: Readonly<Fixed>
  declare readonly accountSid: string
  declare readonly signingKeySid: string
  declare readonly identity: string | undefined
  declare readonly region: string | undefined
  declare readonly algorithm: AccessTokenAlgorithm
  declare readonly jti: string | undefined

  /**
   * @param accountSid the live account, `AC…`
   * @param signingKeySid an API key of that account, `SK…`
   * @param secret the API key's secret (not the auth token), or a key ring that holds it
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  constructor(
    accountSid: string,
    signingKeySid: string,
    secret: KeyOrRing,
    options: AccessTokenOptions = {},
  ) {
    const account = checkSid('accountSid', accountSid, 'AC')
    const signingKey = checkSid('signingKeySid', signingKeySid, 'SK')
    if (typeof secret === 'string' && AUTH_TOKEN.test(secret))
      refuse('secret', "the API key's secret, not the account's auth token", secret)
    this.#secret = takeSharedSecret('secret', secret, "the API key's secret", signingKey)
    const read = readOptions<AccessTokenOptions>('options', options, ACCESS_TOKEN_OPTIONS)
    this.#lifetime = resolveLifetime(read, MAX_TTL)
    this.#fixed = {
      accountSid: account,
      signingKeySid: signingKey,
      identity: read.identity as string | undefined,
      region: read.region,
      algorithm: read.algorithm ?? 'HS256',
      jti: read.jti,
    }
    this.accountSid = account
    this.signingKeySid = signingKey
    this.identity = this.#fixed.identity
    this.region = read.region
    this.algorithm = this.#fixed.algorithm
    this.jti = read.jti
    if (read.grants) for (const grant of read.grants) this.#add(readGrant('grants', grant))
    // What is shown is what is signed; a subclass may still add fields of its own.
    if (Object.hasOwn(new.target, 'brand')) keepShape('access', Object.freeze(this))
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  /**
   * Adds a grant as it is now; one of the same key that is there already is replaced.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  addGrant<Key extends string, Payload extends object>(
    grant: Grant<Key, Payload>,
  ): AccessToken<Grants & { readonly [K in Key]: Payload }> {
    this.#add(readGrant('grant', grant))
    return this as unknown as AccessToken<Grants & { readonly [K in Key]: Payload }>
  }

  /**
   * The claims that signing at this moment gives.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID` when the token could never live
   */
  toClaims(): AccessTokenClaims<Grants> {
    const { accountSid: sub, signingKeySid: iss, identity } = this.#fixed
    const { nbf } = this.#lifetime
    const iat = epochSeconds()
    const exp = checkedExpiry(this.#lifetime, iat)
    const grants: Record<string, unknown> = {}
    if (identity !== undefined) grants.identity = identity
    for (const { key, payload } of this.#grants) grants[key] = payload
    const jti = this.#fixed.jti ?? `${iss}-${iat}`
    // Two literals, since a spread takes longer than all the rest.
    const claims =
      nbf === undefined ? { jti, grants, iat, exp, iss, sub } : { jti, grants, nbf, iat, exp, iss, sub }
    return keepShape('grants', claims as AccessTokenClaims<Grants>)
  }

  /**
   * Signs the token.
   *
   * It gives a promise: `response.json({ token: token.toJwt() })` would send `{}`. Await it.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID` when the token could never live
   * @throws JwtError `ERR_RUNTIME_UNSUPPORTED` where the runtime has no WebCrypto
   */
  async toJwt(): Promise<string> {
    // Awaited: a promise that is returned takes two turns more.
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

  #add(granted: Granted): void {
    const at = this.#grants.findIndex(({ key }) => key === granted.key)
    this.#grants[at === -1 ? this.#grants.length : at] = granted
  }

  #header(): HmacHeader {
    return headerOf(this.#fixed.algorithm, this.#fixed.region)
  }
}

/** What a token says of itself, and signs. */
interface Fixed {
  accountSid: string
  signingKeySid: string
  identity: string | undefined
  region: string | undefined
  algorithm: AccessTokenAlgorithm
  jti: string | undefined
}
