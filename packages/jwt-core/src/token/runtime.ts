// What differs between runtimes, for authors of token packages. The package's own name for it (`#platform`) stands in no
// type file: a resolver that does not know `imports` could not follow it.
import * as platform from '#platform'
import { JwtOptionError } from '../errors.ts'
import type { HmacAlgorithm } from '../jws/algorithms.ts'
import { readSecret } from '../keys/secret.ts'

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return platform.encodeUtf8(text)
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return platform.decodeUtf8(bytes)
}

/** Unpadded base64url (RFC 7515 section 2) of bytes, or of a text's UTF-8. */
export function encodeBase64Url(data: string | Uint8Array): string {
  return platform.encodeBase64Url(data)
}

/** The bytes of canonical, unpadded base64url; undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  return platform.decodeBase64Url(text)
}

/**
 * The SHA-256 of bytes (FIPS 180-4), in lower-case hexadecimal.
 *
 * @throws JwtError `ERR_RUNTIME_UNSUPPORTED` where the runtime has no WebCrypto
 */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return platform.sha256Hex(bytes)
}

/**
 * Whether the signature (base64url) of `input`, which is ASCII, was made with a secret as text or bytes; compared in
 * constant time.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID` for an empty secret, and for a public or private key
 */
export async function verifyHmac(
  alg: HmacAlgorithm,
  secret: string | Uint8Array,
  input: string,
  signature: string,
): Promise<boolean> {
  if (secret.length === 0) throw new JwtOptionError('secret', 'is empty', 'ERR_KEY_INVALID')
  const { secret: key } = readSecret('secret', secret)
  return platform.verifyHmac(alg, key, input, signature)
}
