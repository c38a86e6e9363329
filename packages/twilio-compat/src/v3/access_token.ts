import { ALGORITHMS, DOCUMENTED_ALGORITHM } from '@x/access-token/facts'
import type { HmacAlgorithm } from '@x/jwt-core'
import type * as since4 from '../grants.ts'
import { hide } from '../hidden.ts'
import { signLike3 } from '../sign.ts'
import { signAccessToken } from '../sign_access_token.ts'
import { functionClass } from './function_class.ts'
import type * as types from './grants.ts'
import {
  ChatGrant,
  ConversationsGrant,
  IpMessagingGrant,
  PlaybackGrant,
  SyncGrant,
  TaskRouterGrant,
  VideoGrant,
  VoiceGrant,
} from './grants.ts'
import { isText, valuesOf } from './lodash.ts'

// biome-ignore lint/suspicious/noExplicitAny: a list of grants of any kind, typed as in twilio so that code compiles
type AnyGrant = types.BaseGrant<any, any, any>

export interface TokenOptions {
  /** Life in seconds. Default 3600. */
  ttl?: number | undefined
  /** Who the bearer is; may be set later. */
  identity?: string | undefined
  /** Not valid before, in seconds since the epoch. */
  nbf?: number | undefined
  /** The Twilio region that made the API key. */
  region?: string | undefined
}

/** An access token in the manner of twilio 3.x. */
export interface AccessToken extends TokenOptions {
  accountSid: string
  keySid: string
  secret: string
  ttl: number
  grants: AnyGrant[]
  addGrant<T extends AnyGrant>(grant: T): void
  /**
   * Signs the token with the fields as they are at this moment.
   *
   * @throws Error, TypeError with twilio's message where twilio throws
   * @throws JwtOptionError where twilio would sign a token that is wrong (`ERR_OPTION_INVALID`, `ERR_KEY_INVALID`)
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  toJwt(algorithm?: 'HS256' | 'HS384' | 'HS512'): string
}

/** The class itself, with the grants on it. */
export interface AccessTokenClass {
  /** @throws Error when one of the first three is missing */
  new (accountSid: string, keySid: string, secret: string, options?: TokenOptions): AccessToken
  readonly prototype: AccessToken
  DEFAULT_ALGORITHM: 'HS256'
  ALGORITHMS: string[]
  /** @deprecated Use `ChatGrant` instead. */
  IpMessagingGrant: typeof IpMessagingGrant
  ChatGrant: typeof ChatGrant
  VoiceGrant: typeof VoiceGrant
  SyncGrant: typeof SyncGrant
  VideoGrant: typeof VideoGrant
  /** @deprecated Use `VideoGrant` instead. */
  ConversationsGrant: typeof ConversationsGrant
  TaskRouterGrant: typeof TaskRouterGrant
  PlaybackGrant: typeof PlaybackGrant
}

function init(
  this: AccessToken,
  accountSid: string,
  keySid: string,
  secret: string,
  options?: TokenOptions,
): void {
  if (!accountSid) throw new Error('accountSid is required')
  if (!keySid) throw new Error('keySid is required')
  if (!secret) throw new Error('secret is required')
  const { ttl, identity, nbf, region } = options || {}
  this.accountSid = accountSid
  this.keySid = keySid
  hide(this, 'secret', secret)
  this.ttl = ttl || 3600
  this.identity = identity
  this.nbf = nbf
  this.region = region
  this.grants = []
}

const members: Pick<AccessToken, 'addGrant' | 'toJwt'> & ThisType<AccessToken> = {
  addGrant(grant) {
    this.grants.push(grant)
  },

  toJwt(algorithm) {
    const alg = algorithm || AccessToken.DEFAULT_ALGORITHM
    if (!AccessToken.ALGORITHMS.includes(alg))
      throw new Error(`Algorithm not supported. Allowed values are ${AccessToken.ALGORITHMS.join(', ')}`)
    const { accountSid, keySid, secret, ttl, identity, nbf, region } = this
    return signAccessToken(signLike3, alg as HmacAlgorithm, {
      accountSid,
      keySid,
      secret,
      ttl,
      identity: isText(identity) ? String(identity) : identity,
      nbf,
      region: isText(region) ? String(region) : region,
      grants: valuesOf(this.grants),
    })
  },
}

/**
 * The `AccessToken` of `twilio.jwt` in twilio 3.x: options may be left out, and the identity is set whenever it is known.
 * See this package's README for the few places where it differs on purpose.
 *
 * @example
 * ```ts
 * const token = new AccessToken(accountSid, apiKeySid, apiKeySecret)
 * token.identity = 'alice'
 * token.addGrant(new AccessToken.VideoGrant({ room: 'daily' }))
 * const jwt = token.toJwt()
 * ```
 */
export const AccessToken: AccessTokenClass = functionClass('AccessToken', init, members, {
  IpMessagingGrant,
  ChatGrant,
  VoiceGrant,
  SyncGrant,
  VideoGrant,
  ConversationsGrant,
  TaskRouterGrant,
  PlaybackGrant,
  DEFAULT_ALGORITHM: DOCUMENTED_ALGORITHM,
  ALGORITHMS: [...ALGORITHMS],
})

// Types only, under the names that twilio gives them. None may share its name with what it stands for: the bundled
// declarations lose the difference.
export declare namespace AccessToken {
  export type AccessTokenOptions = TokenOptions
  export type Grant<TOptions, TPayload, TKey> = types.BaseGrant<TOptions, TPayload, TKey>
  export type TaskRouterGrant = InstanceType<AccessTokenClass['TaskRouterGrant']>
  export type TaskRouterGrantOptions = since4.TaskRouterOptions
  export type TaskRouterGrantPayload = since4.TaskRouterPayload
  export type ChatGrant = InstanceType<AccessTokenClass['ChatGrant']>
  export type ChatGrantOptions = since4.ChatOptions
  export type ChatGrantPayload = since4.ChatPayload
  export type IpMessagingGrant = InstanceType<AccessTokenClass['IpMessagingGrant']>
  export type ConversationsGrant = InstanceType<AccessTokenClass['ConversationsGrant']>
  export type ConversationsGrantOptions = types.ConversationsOptions
  export type ConversationsGrantPayload = types.ConversationsPayload
  export type VideoGrant = InstanceType<AccessTokenClass['VideoGrant']>
  export type VideoGrantOptions = since4.VideoOptions
  export type VideoGrantPayload = since4.VideoPayload
  export type SyncGrant = InstanceType<AccessTokenClass['SyncGrant']>
  export type SyncGrantOptions = since4.SyncOptions
  export type SyncGrantPayload = since4.SyncPayload
  export type VoiceGrant = InstanceType<AccessTokenClass['VoiceGrant']>
  export type VoiceGrantOptions = since4.VoiceOptions
  export type VoiceGrantPayload = since4.VoicePayload
  export type PlaybackGrant = InstanceType<AccessTokenClass['PlaybackGrant']>
  export type PlaybackGrantOptions = since4.PlaybackOptions
  export type PlaybackGrantPayload = since4.PlaybackPayload
}
