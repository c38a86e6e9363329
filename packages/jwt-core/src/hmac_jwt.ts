import { encodeBase64Url, signHmac, signHmacSync, verifyHmac, verifyHmacSync } from '#platform'
import { HMAC_ALGORITHMS, type HmacAlgorithm } from './algorithm.ts'
import { type ClaimOptions, checkClaimOptions, checkClaims, type JwtPayload } from './claims.ts'
import { type CompactParts, type JwtHeader, parseJsonPart } from './compact.ts'
import { JwtDecodeError, JwtOptionError } from './errors.ts'
import { stringifyJson } from './json.ts'
import { checkHmacSecret, type HmacSecret, isHmacSecret } from './key.ts'
import { chooseKey, isKeyRing, type KeyRing, keyNow } from './key_ring.ts'
import {
  beginVerification,
  chooseAlgorithm,
  finishVerification,
  type VerifiedCompact,
  type VerifyCompactOptions,
} from './verification.ts'

// What the token packages stand on: claims signed with a shared secret, and nothing that reaches for key pairs,
// so that a bundle with only such tokens holds no code for the rest.

/** What a verifier asks of a token. */
export interface DecodeOptions extends VerifyCompactOptions, ClaimOptions {}

/** The header and claims of a token. */
export interface DecodedJwt {
  readonly header: JwtHeader
  readonly payload: JwtPayload
}

/** A header whose algorithm takes a shared secret. */
export type HmacHeader = JwtHeader & { readonly alg: HmacAlgorithm }

function secretFor(issuer: string, secret: HmacSecret | KeyRing): HmacSecret | Promise<HmacSecret> {
  return chooseKey(
    secret,
    () => [issuer],
    (code, problem) => new JwtOptionError('secret', `is a key ring: ${problem}`, code),
  )
}

// A service signs with the same header all day; the last one that cannot change is kept as it stands in the token.
let encoded: readonly [header: HmacHeader | undefined, part: string] = [undefined, '']

function encodeHeader(header: HmacHeader): string {
  if (header === encoded[0]) return encoded[1]
  const part = encodeBase64Url(JSON.stringify(header))
  if (Object.isFrozen(header)) encoded = [header, part]
  return part
}

function signingInput(header: HmacHeader, claims: object): string {
  return `${encodeHeader(header)}.${encodeBase64Url(stringifyJson('payload', claims))}`
}

/**
 * Signs claims exactly as given. A key ring is asked for the key of `iss`. A frozen header, with text for values, is
 * encoded once for many tokens.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
 */
export async function signHmacJwt(
  header: HmacHeader,
  claims: { readonly iss: string },
  secret: HmacSecret | KeyRing,
): Promise<string> {
  const input = signingInput(header, claims)
  const key = checkHmacSecret('secret', await secretFor(claims.iss, secret))
  return `${input}.${await signHmac(header.alg, key, input)}`
}

/** The synchronous twin of {@link signHmacJwt}. */
export function signHmacJwtSync(
  header: HmacHeader,
  claims: { readonly iss: string },
  secret: HmacSecret | KeyRing,
): string {
  const input = signingInput(header, claims)
  const key = checkHmacSecret('secret', keyNow(secretFor(claims.iss, secret)))
  return `${input}.${signHmacSync(header.alg, key, input)}`
}

function finishDecode(parts: CompactParts, valid: boolean, options: DecodeOptions): DecodedJwt {
  return readClaims(finishVerification(parts, valid), options)
}

/** Reads and checks the claims of a token whose signature is good. */
export function readClaims({ header, payload }: VerifiedCompact, options: DecodeOptions): DecodedJwt {
  const claims = parseJsonPart('payload', payload)
  checkClaims(claims, options)
  return { header, payload: claims }
}

/** The algorithm is settled before a key is asked for, and `iss` alone names it: these tokens have no `kid`. */
function beginHmac(token: string, secret: HmacSecret | KeyRing, options: DecodeOptions) {
  checkClaimOptions(options)
  const { parts, findKey } = beginVerification(token, secret, options, false)
  return { parts, findKey, alg: chooseAlgorithm(parts, HMAC_ALGORITHMS, options) }
}

/** Only a ring may hold keys of other kinds, and then it is the token that does not fit. */
function checkFound(secret: unknown, found: unknown): HmacSecret {
  if (!isKeyRing(secret)) return checkHmacSecret('secret', found)
  if (isHmacSecret(found)) return found
  throw new JwtDecodeError('ERR_KEY_INVALID', "the key of the token's iss is no shared secret")
}

/** Verifies a token signed with a shared secret, and its claims. */
export async function verifyHmacJwt(
  token: string,
  secret: HmacSecret | KeyRing,
  options: DecodeOptions,
): Promise<DecodedJwt> {
  const { parts, alg, findKey } = beginHmac(token, secret, options)
  const found = checkFound(secret, await findKey())
  return finishDecode(parts, await verifyHmac(alg, found, parts.signingInput, parts.signature), options)
}

/** The synchronous twin of {@link verifyHmacJwt}. */
export function verifyHmacJwtSync(
  token: string,
  secret: HmacSecret | KeyRing,
  options: DecodeOptions,
): DecodedJwt {
  const { parts, alg, findKey } = beginHmac(token, secret, options)
  const found = checkFound(secret, keyNow(findKey()))
  return finishDecode(parts, verifyHmacSync(alg, found, parts.signingInput, parts.signature), options)
}
