import { ALGORITHMS, DOCUMENTED_ALGORITHM } from '@x/access-token/facts'
import type { HmacAlgorithm } from '@x/jwt-core'
import { isBranded } from '@x/jwt-core/token'
import {
  BaseGrant,
  ChatGrant,
  type ChatOptions,
  type ChatPayload,
  PlaybackGrant,
  type PlaybackOptions,
  type PlaybackPayload,
  SyncGrant,
  type SyncOptions,
  type SyncPayload,
  TaskRouterGrant,
  type TaskRouterOptions,
  type TaskRouterPayload,
  VideoGrant,
  type VideoOptions,
  type VideoPayload,
  VoiceGrant,
  type VoiceOptions,
  type VoicePayload,
} from './grants.ts'
import { hide } from './hidden.ts'
import { sign } from './sign.ts'
import { signAccessToken } from './sign_access_token.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of grants of any kind, typed as in twilio so that code compiles
type AnyGrant = BaseGrant<any, any, any>

/**
 * The `AccessToken` of `twilio.jwt`. See this package's README for the few places where it differs on purpose.
 *
 * @example
 * ```ts
 * const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: 'alice' })
 * token.addGrant(new AccessToken.VideoGrant({ room: 'daily' }))
 * const jwt = token.toJwt()
 * ```
 */
export class AccessToken implements AccessToken.AccessTokenOptions {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.AccessToken'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  static DEFAULT_ALGORITHM: 'HS256' = DOCUMENTED_ALGORITHM
  static ALGORITHMS: string[] = [...ALGORITHMS]

  accountSid: string
  keySid: string
  declare secret: string
  ttl: number
  identity: string
  nbf?: number | undefined
  region?: string | undefined
  grants: AnyGrant[]

  /** @throws Error when one of the first three, or the identity, is missing */
  constructor(accountSid: string, keySid: string, secret: string, options: AccessToken.AccessTokenOptions) {
    if (!accountSid) throw new Error('accountSid is required')
    if (!keySid) throw new Error('keySid is required')
    if (!secret) throw new Error('secret is required')
    if (!options?.identity) throw new Error('identity is required to be specified in options')
    this.accountSid = accountSid
    this.keySid = keySid
    hide(this, 'secret', secret)
    this.ttl = options.ttl || 3600
    this.identity = options.identity
    this.nbf = options.nbf
    this.region = options.region
    this.grants = []
  }

  addGrant<T extends AnyGrant>(grant: T): void {
    this.grants.push(grant)
  }

  /**
   * Signs the token with the fields as they are at this moment.
   *
   * @throws Error with twilio's message where twilio throws
   * @throws JwtOptionError where twilio would sign a token that is wrong (`ERR_OPTION_INVALID`, `ERR_KEY_INVALID`)
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwt(algorithm?: 'HS256' | 'HS384' | 'HS512'): string {
    // The type is written out: an application's declarations may have no way to name one of another package.
    const alg = algorithm || AccessToken.DEFAULT_ALGORITHM
    if (!AccessToken.ALGORITHMS.includes(alg))
      throw new Error(`Algorithm not supported. Allowed values are ${AccessToken.ALGORITHMS.join(', ')}`)
    return signAccessToken(sign, alg as HmacAlgorithm, this)
  }
}

Object.assign(AccessToken, {
  Grant: BaseGrant,
  TaskRouterGrant,
  ChatGrant,
  VideoGrant,
  SyncGrant,
  VoiceGrant,
  PlaybackGrant,
})

// Under the names that twilio gives them, the classes and types themselves: what an application exports of them can be
// declared through the class alone.
export declare namespace AccessToken {
  export interface AccessTokenOptions {
    /** Life in seconds. Default 3600. */
    ttl?: number | undefined
    /** Who the bearer is. */
    identity: string
    /** Not valid before, in seconds since the epoch. */
    nbf?: number | undefined
    /** The Twilio region that made the API key. */
    region?: string | undefined
  }
  export {
    BaseGrant as Grant,
    ChatGrant,
    type ChatOptions as ChatGrantOptions,
    type ChatPayload as ChatGrantPayload,
    PlaybackGrant,
    type PlaybackOptions as PlaybackGrantOptions,
    type PlaybackPayload as PlaybackGrantPayload,
    SyncGrant,
    type SyncOptions as SyncGrantOptions,
    type SyncPayload as SyncGrantPayload,
    TaskRouterGrant,
    type TaskRouterOptions as TaskRouterGrantOptions,
    type TaskRouterPayload as TaskRouterGrantPayload,
    VideoGrant,
    type VideoOptions as VideoGrantOptions,
    type VideoPayload as VideoGrantPayload,
    VoiceGrant,
    type VoiceOptions as VoiceGrantOptions,
    type VoicePayload as VoiceGrantPayload,
  }
}
