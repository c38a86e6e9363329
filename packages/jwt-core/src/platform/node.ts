// Synchronous HMAC for runtimes that have node:crypto. The twin of web.ts: the same names, the same results.
import { Buffer, isUtf8 } from 'node:buffer'
import * as crypto from 'node:crypto'
import type { HmacAlgorithm } from '../algorithm.ts'
import type { HmacSecret } from '../key.ts'

/** Whether the `…Sync` functions work here. */
export const syncSupported = true

// The hash, and the size in bytes of the block it works in (FIPS 180-4 section 1).
const HASHES: Record<HmacAlgorithm, readonly [name: string, block: number]> = {
  HS256: ['sha256', 64],
  HS384: ['sha384', 128],
  HS512: ['sha512', 128],
}

export function encodeBase64Url(data: string | Uint8Array): string {
  const bytes =
    typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.length)
  return bytes.toString('base64url')
}

/** The bytes of canonical, unpadded base64url (RFC 7515 section 2); undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url')
  // Buffer skips what is no base64url, so only what is spelled as it would be again is canonical.
  return bytes.toString('base64url') === text ? bytes : undefined
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : undefined
}

// A one-shot hash costs a third of a stateful createHmac, so for a short key and input HMAC is taken apart into its
// two hashes (RFC 2104 section 2): H(K xor opad, H(K xor ipad, text)). The buffers are written and hashed in one go.
const LONGEST = 16384
const inner = /* @__PURE__ */ Buffer.alloc(128 + LONGEST)
const outer = /* @__PURE__ */ Buffer.alloc(128 + 64)

/** Signs `input`, which is ASCII. */
export function signHmacSync(alg: HmacAlgorithm, secret: HmacSecret, input: string): string {
  const [hash, block] = HASHES[alg]
  const key = typeof secret === 'string' ? Buffer.from(secret) : secret
  // Node 21.7 and 20.12 brought the one-shot hash; Bun and Deno have it too.
  if (crypto.hash === undefined || key.length > block || input.length > LONGEST)
    return crypto.createHmac(hash, key).update(input).digest('base64url')
  for (let at = 0; at < block; at++) {
    const byte = key[at] ?? 0
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  const end = block + inner.write(input, block, 'latin1')
  const size = outer.write(crypto.hash(hash, inner.subarray(0, end), 'binary'), block, 'latin1')
  return crypto.hash(hash, outer.subarray(0, block + size), 'base64url')
}

export function verifyHmacSync(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
): boolean {
  const expected = Buffer.from(signHmacSync(alg, secret, input))
  const given = Buffer.from(signature)
  return expected.length === given.length && crypto.timingSafeEqual(expected, given)
}

// Here the synchronous forms are the quickest for callers that await as well.
export const signHmac: (...args: Parameters<typeof signHmacSync>) => string | Promise<string> = signHmacSync
export const verifyHmac: (...args: Parameters<typeof verifyHmacSync>) => boolean | Promise<boolean> =
  verifyHmacSync
