import { stringifyJson } from '../json.ts'
import type { HmacAlgorithm } from '../jws/algorithms.ts'
import { claimsOf, type JwtHeader } from '../jws/compact.ts'
import { HMAC_SIGNING, HMAC_VERIFYING } from '../jws/hmac.ts'
import { checkHeader, signToken } from '../jws/signing.ts'
import { type NameKey, verifyToken } from '../jws/verification.ts'
import { type DecodeOptions, readClaims, type VerifiedJwt } from '../jwt/decoding.ts'
import { type KeyOrRing, takeKeyOrRing } from '../keys/key_ring.ts'
import { type OptionTable, readOptions } from '../options.ts'
import { now } from '../waiting.ts'
import { checkTwilioKey } from './secret_text.ts'

// What the token packages stand on: claims signed with a shared secret, and nothing that reaches for key pairs,
// so that a bundle with only such tokens holds no code for the rest.

/** A header whose algorithm takes a shared secret. */
export type HmacHeader = JwtHeader & { readonly alg: HmacAlgorithm }

function sign(
  header: HmacHeader,
  claims: { readonly iss: string },
  secret: KeyOrRing,
): string | PromiseLike<string> {
  return signToken(checkHeader(header), stringifyJson('payload', claims), secret, HMAC_SIGNING, () => [
    claims.iss,
  ])
}

/**
 * Signs claims exactly as given, with a secret that was taken in (`takeSharedSecret`). A key ring is asked for the
 * key of `iss`. A frozen header, with text for values, is encoded once for many tokens.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
 */
export async function signHmacJwt(
  header: HmacHeader,
  claims: { readonly iss: string },
  secret: KeyOrRing,
): Promise<string> {
  return sign(header, claims, secret)
}

/**
 * The synchronous twin of {@link signHmacJwt}.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED`
 */
export function signHmacJwtSync(
  header: HmacHeader,
  claims: { readonly iss: string },
  secret: KeyOrRing,
): string {
  return now(sign(header, claims, secret))
}

/** A kind of token: what a verifier may ask of it, and how it is read once its signature and claims are good. */
export interface HmacTokenKind<Options extends DecodeOptions, Result> {
  /** Every option that verifying takes: `DECODE_OPTIONS` and the kind's own. */
  readonly options: OptionTable<Options>
  /** What the `iss` of every such token begins with: a ring is asked for no other. */
  readonly issuerPrefix: string
  /** Reads what was verified, or throws a `JwtDecodeError`. */
  readonly read: (verified: VerifiedJwt, options: Options) => Result
}

/** `iss` alone names the key: these tokens have no `kid`. */
const BY_ISSUER: NameKey['ids'] = (parts) => [claimsOf(parts)?.iss]

function verify<Options extends DecodeOptions, Result>(
  { options: table, issuerPrefix: prefix, read }: HmacTokenKind<Options, Result>,
  token: string,
  secret: KeyOrRing,
  options: Options,
): Result | PromiseLike<Result> {
  const checked = readOptions<Options>('options', options, table)
  const nameKey = { ids: BY_ISSUER, prefix }
  checkTwilioKey('secret', secret)
  return verifyToken(token, takeKeyOrRing('secret', secret), checked, HMAC_VERIFYING, nameKey, (verified) =>
    read(readClaims(verified, checked), checked),
  )
}

/**
 * Verifies a token signed with a shared secret, and its claims.
 *
 * @throws JwtDecodeError when the token cannot be trusted
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export async function verifyHmacJwt<Options extends DecodeOptions, Result>(
  kind: HmacTokenKind<Options, Result>,
  token: string,
  secret: KeyOrRing,
  options: Options,
): Promise<Result> {
  return verify(kind, token, secret, options)
}

/**
 * The synchronous twin of {@link verifyHmacJwt}.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED`
 */
export function verifyHmacJwtSync<Options extends DecodeOptions, Result>(
  kind: HmacTokenKind<Options, Result>,
  token: string,
  secret: KeyOrRing,
  options: Options,
): Result {
  return now(verify(kind, token, secret, options))
}
