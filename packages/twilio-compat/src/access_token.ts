import { ALGORITHMS, DOCUMENTED_ALGORITHM } from '@x/access-token/facts'
import type { HmacAlgorithm } from '@x/jwt-core'
import { isBranded } from '@x/jwt-core/token'
import type * as types from './grants.ts'
import {
  BaseGrant,
  ChatGrant,
  PlaybackGrant,
  SyncGrant,
  TaskRouterGrant,
  VideoGrant,
  VoiceGrant,
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
  static Grant: typeof BaseGrant = BaseGrant
  static TaskRouterGrant: typeof TaskRouterGrant = TaskRouterGrant
  static ChatGrant: typeof ChatGrant = ChatGrant
  static VideoGrant: typeof VideoGrant = VideoGrant
  static SyncGrant: typeof SyncGrant = SyncGrant
  static VoiceGrant: typeof VoiceGrant = VoiceGrant
  static PlaybackGrant: typeof PlaybackGrant = PlaybackGrant

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

// Types only, under the names that twilio gives them. None may share its name with what it stands for: the bundled
// declarations lose the difference.
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
  export type Grant<TOptions, TPayload, TKey> = types.BaseGrant<TOptions, TPayload, TKey>
  export type TaskRouterGrant = InstanceType<typeof AccessToken.TaskRouterGrant>
  export type TaskRouterGrantOptions = types.TaskRouterOptions
  export type TaskRouterGrantPayload = types.TaskRouterPayload
  export type ChatGrant = InstanceType<typeof AccessToken.ChatGrant>
  export type ChatGrantOptions = types.ChatOptions
  export type ChatGrantPayload = types.ChatPayload
  export type VideoGrant = InstanceType<typeof AccessToken.VideoGrant>
  export type VideoGrantOptions = types.VideoOptions
  export type VideoGrantPayload = types.VideoPayload
  export type SyncGrant = InstanceType<typeof AccessToken.SyncGrant>
  export type SyncGrantOptions = types.SyncOptions
  export type SyncGrantPayload = types.SyncPayload
  export type VoiceGrant = InstanceType<typeof AccessToken.VoiceGrant>
  export type VoiceGrantOptions = types.VoiceOptions
  export type VoiceGrantPayload = types.VoicePayload
  export type PlaybackGrant = InstanceType<typeof AccessToken.PlaybackGrant>
  export type PlaybackGrantOptions = types.PlaybackOptions
  export type PlaybackGrantPayload = types.PlaybackPayload
}
