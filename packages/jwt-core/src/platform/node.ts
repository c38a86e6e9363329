// Synchronous HMAC for runtimes that have node:crypto. The twin of web.ts: the same names, the same results.
import { Buffer, isUtf8 } from 'node:buffer'
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { HmacAlgorithm } from '../algorithm.ts'
import type { HmacSecret } from '../key.ts'

/** Whether the `…Sync` functions work here. */
export const syncSupported = true

const HASHES: Record<HmacAlgorithm, string> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }

export function encodeBase64Url(data: string | Uint8Array): string {
  const bytes =
    typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.length)
  return bytes.toString('base64url')
}

/** The bytes of canonical, unpadded base64url (RFC 7515 section 2); undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
}

export function signHmacSync(alg: HmacAlgorithm, secret: HmacSecret, input: string): string {
  return createHmac(HASHES[alg], secret as HmacSecret & KeyObject)
    .update(input)
    .digest('base64url')
}

export function verifyHmacSync(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
): boolean {
  const expected = Buffer.from(signHmacSync(alg, secret, input), 'latin1')
  const given = Buffer.from(signature, 'latin1')
  return expected.length === given.length && timingSafeEqual(expected, given)
}

export async function signHmac(alg: HmacAlgorithm, secret: HmacSecret, input: string): Promise<string> {
  return signHmacSync(alg, secret, input)
}

export async function verifyHmac(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
): Promise<boolean> {
  return verifyHmacSync(alg, secret, input, signature)
}
