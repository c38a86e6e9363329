import {
  checkSid,
  DECODE_OPTIONS,
  type DecodeOptions,
  type HmacTokenKind,
  type KeyOrRing,
  type OptionTable,
  type SidPrefix,
  verifyHmacJwt,
  verifyHmacJwtSync,
} from '@x/jwt-core/token'
import { checkIdentity } from './identity.ts'
import { readVerified, type VerifiedAccessToken } from './verified_access_token.ts'

/** What is asked of an access token. A check that is present as undefined is refused, not skipped. */
export interface VerifyAccessTokenOptions extends DecodeOptions {
  /** The account (`sub`) the token must be of. */
  readonly accountSid?: string
  /** Who the bearer must be. */
  readonly identity?: string | number
}

const OPTIONS: OptionTable<VerifyAccessTokenOptions> = {
  ...DECODE_OPTIONS,
  accountSid: (option, value) => checkSid(option, value, 'AC'),
  identity: checkIdentity,
}

const ACCESS_TOKEN: HmacTokenKind<VerifyAccessTokenOptions, VerifiedAccessToken> = {
  options: OPTIONS,
  issuerPrefix: 'SK' satisfies SidPrefix,
  read: readVerified,
}

/**
 * Verifies an access token and reads it.
 *
 * @example
 * ```ts
 * const verified = await verifyAccessToken(jwt, apiKeySecret, { accountSid, identity: 'alice' })
 * ```
 * @throws JwtDecodeError when the token cannot be trusted or is no access token
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export async function verifyAccessToken(
  jwt: string,
  secretOrKeyRing: KeyOrRing,
  options: VerifyAccessTokenOptions = {},
): Promise<VerifiedAccessToken> {
  return verifyHmacJwt(ACCESS_TOKEN, jwt, secretOrKeyRing, options)
}

/**
 * The synchronous twin of {@link verifyAccessToken}.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
 */
export function verifyAccessTokenSync(
  jwt: string,
  secretOrKeyRing: KeyOrRing,
  options: VerifyAccessTokenOptions = {},
): VerifiedAccessToken {
  return verifyHmacJwtSync(ACCESS_TOKEN, jwt, secretOrKeyRing, options)
}
