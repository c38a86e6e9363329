import {
  checkedExpiry,
  checkSid,
  checkTtl,
  epochSeconds,
  type HmacHeader,
  isBranded,
  type KeyOrRing,
  keepShape,
  LIFETIME_OPTIONS,
  type Lifetime,
  type LifetimeOptions,
  MAX_TTL,
  readOptions,
  refuse,
  resolveLifetime,
  signHmacJwt,
  signHmacJwtSync,
  takeSharedSecret,
} from '@x/jwt-core/token'
import type { ScopeParams } from './query.ts'
import { checkScope, type Scope, writeScopes } from './scope.ts'
import { EventStreamScope } from './scopes/event_stream_scope.ts'
import { IncomingClientScope } from './scopes/incoming_client_scope.ts'
import { type OutgoingClientOptions, OutgoingClientScope } from './scopes/outgoing_client_scope.ts'

/** When the token is valid. `ttl` and `validUntil` reach at most 24 hours ahead. */
export type ClientCapabilityTokenOptions = LifetimeOptions

/** The claims in twilio-node's order. Times are in seconds since the epoch. */
export interface ClientCapabilityClaims {
  readonly scope: string
  readonly iss: string
  readonly nbf?: number
  readonly exp: number
  readonly iat: number
}

const HEADER: HmacHeader = /* @__PURE__ */ Object.freeze({ alg: 'HS256', typ: 'JWT' })

/**
 * The token of the old Client SDK (twilio.js): which calls the bearer may make and take. New applications use an
 * access token with a voice grant.
 *
 * @example
 * ```ts
 * const token = new ClientCapabilityToken(accountSid, authToken)
 *   .allowClientIncoming('alice')
 *   .allowClientOutgoing('AP…', { ClientName: 'alice' })
 * const jwt = await token.generate()
 * ```
 */
export class ClientCapabilityToken {
  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.ClientCapabilityToken'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  readonly #authToken: KeyOrRing
  readonly #lifetime: Lifetime
  readonly #scopes: Map<string, Scope> = new Map()
  readonly #accountSid: string
  declare readonly accountSid: string

  /**
   * @param accountSid the account, `AC…`
   * @param authToken the account's auth token (not an API key's secret), or a key ring that holds it
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
   */
  constructor(accountSid: string, authToken: KeyOrRing, options: ClientCapabilityTokenOptions = {}) {
    this.#accountSid = checkSid('accountSid', accountSid, 'AC')
    this.#authToken = takeSharedSecret('authToken', authToken, "the account's auth token", this.#accountSid)
    const read = readOptions<ClientCapabilityTokenOptions>('options', options, LIFETIME_OPTIONS)
    this.#lifetime = resolveLifetime(read, MAX_TTL)
    this.accountSid = this.#accountSid
    // What is shown is what is signed; a subclass may still add fields of its own.
    if (isItself(new.target)) keepShape('client', Object.freeze(this))
  }

  /**
   * Lets the bearer take calls to `clientName`, which outgoing calls then carry too.
   *
   * @param clientName 1 to 256 characters; no space, no control character, none of `< > # % " { } | \ ^ [ ]` or a
   * backtick. The mobile SDKs take letters, digits and `_` only.
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  allowClientIncoming(clientName: string): this {
    return this.addScope(new IncomingClientScope(clientName))
  }

  /**
   * Lets the bearer make calls through a TwiML application, which gets `params` with each call. They come from
   * `clientName`, or else from the name of incoming calls where there is one.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  allowClientOutgoing(applicationSid: string, params?: ScopeParams, options?: OutgoingClientOptions): this {
    return this.addScope(new OutgoingClientScope(applicationSid, params, options))
  }

  /**
   * Lets the bearer subscribe to the account's events, those that match `filters` or, where it is left out, all of
   * them. Present as undefined it is refused.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  allowEventStream(filters?: ScopeParams): this {
    // biome-ignore lint/complexity/noArguments: undefined that was given is not what was left out
    if (filters === undefined && arguments.length > 0)
      refuse('filters', 'an object of parameters: leave it out for all events', filters)
    return this.addScope(new EventStreamScope(filters))
  }

  /**
   * Adds a scope of any kind; one of the same kind that is there already is replaced.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  addScope(scope: Scope): this {
    this.#scopes.set(checkScope(scope), scope)
    return this
  }

  /**
   * The claims that signing at this moment gives.
   *
   * @param ttl as for {@link ClientCapabilityToken.generate}
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  toClaims(ttl?: number): ClientCapabilityClaims {
    const now = epochSeconds()
    const { nbf, allowExpired } = this.#lifetime
    const lifetime =
      ttl === undefined
        ? this.#lifetime
        : { ttl: checkTtl('ttl', ttl, MAX_TTL), validUntil: undefined, nbf, allowExpired }
    const exp = checkedExpiry(lifetime, now)
    const scope = writeScopes(this.#scopes)
    const iss = this.#accountSid
    // Two literals, since a spread takes longer than all the rest.
    return nbf === undefined ? { scope, iss, exp, iat: now } : { scope, iss, nbf, exp, iat: now }
  }

  /**
   * Signs the token.
   *
   * @param ttl life in seconds, at most 86400; wins over the constructor's `ttl` and `validUntil`. Default: theirs,
   * or 3600.
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  async generate(ttl?: number): Promise<string> {
    return await signHmacJwt(HEADER, this.toClaims(ttl), this.#authToken)
  }

  /**
   * The synchronous twin of {@link ClientCapabilityToken.generate}.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  generateSync(ttl?: number): string {
    return signHmacJwtSync(HEADER, this.toClaims(ttl), this.#authToken)
  }
}

// Outside the class: CommonJS renames a class that names itself.
function isItself(type: unknown): boolean {
  return type === ClientCapabilityToken
}
