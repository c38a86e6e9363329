import {
  type AccountSid,
  checkLifetime,
  checkOptions,
  checkSharedSecret,
  checkSid,
  checkTtl,
  epochSeconds,
  expiry,
  type HmacHeader,
  type HmacSecret,
  type KeyRing,
  type Lifetime,
  type LifetimeOptions,
  MAX_TTL,
  signHmacJwt,
  signHmacJwtSync,
} from '@x/jwt-core'
import type { ScopeParams } from './query.ts'
import { checkScope, type Scope, writeScopes } from './scope.ts'
import { EventStreamScope } from './scopes/event_stream_scope.ts'
import { IncomingClientScope } from './scopes/incoming_client_scope.ts'
import { OutgoingClientScope } from './scopes/outgoing_client_scope.ts'

/** When the token is valid. `ttl` and `validUntil` reach at most 24 hours ahead. */
export type ClientCapabilityTokenOptions = LifetimeOptions

/** The claims in twilio-node's order. Times are in seconds since the epoch. */
interface ClientCapabilityClaims {
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
  readonly #authToken: HmacSecret | KeyRing
  readonly #lifetime: Lifetime
  readonly #scopes: Map<string, Scope> = new Map()
  readonly accountSid: AccountSid

  /**
   * @param accountSid the account, `AC…`
   * @param authToken the account's auth token (not an API key's secret), or a key ring that holds it
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
   */
  constructor(
    accountSid: string,
    authToken: HmacSecret | KeyRing,
    options: ClientCapabilityTokenOptions = {},
  ) {
    this.accountSid = checkSid('accountSid', accountSid, 'AC')
    this.#authToken = checkSharedSecret('authToken', authToken, "the account's auth token", this.accountSid)
    this.#lifetime = checkLifetime(checkOptions('options', options), MAX_TTL)
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
   * Lets the bearer make calls through a TwiML application, which gets `params` with each call.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  allowClientOutgoing(applicationSid: string, params?: ScopeParams): this {
    return this.addScope(new OutgoingClientScope(applicationSid, params))
  }

  /**
   * Lets the bearer subscribe to the account's events, those that match `filters` or all of them.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  allowEventStream(filters?: ScopeParams): this {
    return this.addScope(new EventStreamScope(filters))
  }

  /**
   * Adds a scope of any kind; one of the same kind that is there already is replaced.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  addScope(scope: Scope): this {
    this.#scopes.set(checkScope(scope).kind, scope)
    return this
  }

  /**
   * Signs the token.
   *
   * @param ttl life in seconds, at most 86400; wins over the constructor's `ttl` and `validUntil`. Default: theirs,
   * or 3600.
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  async generate(ttl?: number): Promise<string> {
    return await signHmacJwt(HEADER, this.#claims(ttl), this.#authToken)
  }

  /**
   * The synchronous twin of {@link ClientCapabilityToken.generate}.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  generateSync(ttl?: number): string {
    return signHmacJwtSync(HEADER, this.#claims(ttl), this.#authToken)
  }

  #claims(ttl: number | undefined): ClientCapabilityClaims {
    const now = epochSeconds()
    const { nbf } = this.#lifetime
    return {
      scope: writeScopes(this.#scopes.values()),
      iss: this.accountSid,
      ...(nbf !== undefined && { nbf }),
      exp: ttl === undefined ? expiry(this.#lifetime, now) : now + checkTtl('ttl', ttl, MAX_TTL),
      iat: now,
    }
  }
}
