import type { KeyOrRing } from '@x/jwt-core/token'
import { AccessToken as MintedAccessToken } from './access_token.ts'
import type { VerifiedAccessToken } from './verified_access_token.ts'
import {
  type VerifyAccessTokenOptions,
  verifyAccessToken,
  verifyAccessTokenSync,
} from './verify_access_token.ts'

/**
 * The token that Twilio's client SDKs take: who the bearer is and what the bearer may do. This is the class of
 * `@x/access-token/mint` with what verifies such tokens as well.
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
export class AccessToken<Grants = {}> extends MintedAccessToken<Grants> {
  /** @internal */
  static override readonly brand: string = 'twilio-token-toolkit.AccessToken'
  /** @internal A bundle holds both classes, of which it renames one. */
  static override readonly name: string = 'AccessToken'

  /**
   * Verifies an access token and reads it, as {@link verifyAccessToken} does.
   *
   * @throws JwtDecodeError when the token cannot be trusted or is no access token
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  static verify(
    jwt: string,
    secretOrKeyRing: KeyOrRing,
    options?: VerifyAccessTokenOptions,
  ): Promise<VerifiedAccessToken> {
    return verifyAccessToken(jwt, secretOrKeyRing, options)
  }

  /**
   * The synchronous twin of {@link AccessToken.verify}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  static verifySync(
    jwt: string,
    secretOrKeyRing: KeyOrRing,
    options?: VerifyAccessTokenOptions,
  ): VerifiedAccessToken {
    return verifyAccessTokenSync(jwt, secretOrKeyRing, options)
  }
}
