import {
  checkSignaturePart,
  type JwtHeader,
  parseClaims,
  parseCompact,
  SIZE_OPTIONS,
  type SizeOptions,
} from '../jws/compact.ts'
import { VERIFY_OPTIONS, type Verified, type VerifyCompactOptions } from '../jws/verification.ts'
import { type OptionTable, readOptions } from '../options.ts'
import { CLAIM_OPTIONS, type ClaimOptions, checkClaims, type JwtPayload } from './claims.ts'

/** What a verifier asks of a token. */
export interface DecodeOptions extends VerifyCompactOptions, ClaimOptions {}

/** The options of {@link DecodeOptions}. */
export const DECODE_OPTIONS: OptionTable<DecodeOptions> = /* @__PURE__ */ Object.assign(
  {},
  VERIFY_OPTIONS,
  CLAIM_OPTIONS,
)

/** The header and claims of a token. */
export interface DecodedJwt {
  readonly header: JwtHeader
  readonly payload: JwtPayload
}

/** The header and claims of a token that was verified. */
export interface VerifiedJwt extends DecodedJwt {
  /** The id under which a ring holds the key that verified it; undefined where there was no ring to choose from. */
  readonly keyId: string | undefined
}

/** Reads and checks the claims of a token whose signature is good. */
export function readClaims({ parts, keyId }: Verified, options: DecodeOptions): VerifiedJwt {
  const payload = parseClaims(parts)
  checkClaims(parts.header, payload, options)
  return { header: parts.header, payload, keyId }
}

/**
 * Reads a token without checking its signature: for inspection only, never to decide anything.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_TOO_LARGE`
 */
export function decodeUnverified(token: string, options: SizeOptions = {}): DecodedJwt {
  const parts = parseCompact(token, readOptions('options', options, SIZE_OPTIONS))
  checkSignaturePart(parts)
  return { header: parts.header, payload: parseClaims(parts) }
}
