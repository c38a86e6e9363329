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

/** The last characters that leave no bit over, by the length of the text modulo 4. */
const LAST: readonly (RegExp | undefined)[] = [/^/, undefined, /[AQgw]$/, /[AEIMQUYcgkosw048]$/]

/** The bytes of canonical, unpadded base64url (RFC 7515 section 2); undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  // Buffer skips what is no base64 and takes the other alphabet as well: told by the length and by + and /.
  const bytes = Buffer.from(text, 'base64url')
  const canonical =
    LAST[text.length % 4]?.test(text) &&
    bytes.length === Math.floor((text.length * 3) / 4) &&
    !text.includes('+') &&
    !text.includes('/')
  return canonical ? bytes : undefined
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
  // Only a text with a replacement character can have come of invalid bytes.
  return text.includes('\uFFFD') && !isUtf8(bytes) ? undefined : text
}

// A one-shot hash costs a third of a stateful createHmac, so for a short key and input HMAC is taken apart into its
// two hashes (RFC 2104 section 2): H(K xor opad, H(K xor ipad, text)). The buffers are written and hashed in one go.
const LONGEST = 4096
const inner = /* @__PURE__ */ Buffer.alloc(128 + LONGEST)
const outer = /* @__PURE__ */ Buffer.alloc(128 + 64)

/** Writes the bytes of a short key and returns how many they are; undefined for any other key. */
function writeKey(secret: HmacSecret, block: number): number | undefined {
  if (!(secret.length <= block)) return undefined
  if (typeof secret === 'string') return inner.write(secret)
  inner.set(secret)
  return secret.length
}

/** Signs `input`, which is ASCII. */
export function signHmacSync(alg: HmacAlgorithm, secret: HmacSecret, input: string): string {
  const [hash, block] = HASHES[alg]
  const used = crypto.hash === undefined || input.length > LONGEST ? undefined : writeKey(secret, block)
  if (used === undefined || used > block)
    return crypto
      .createHmac(hash, secret as HmacSecret & crypto.KeyObject)
      .update(input)
      .digest('base64url')
  for (let at = 0; at < block; at++) {
    const byte = at < used ? (inner[at] as number) : 0
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
  const expected = signHmacSync(alg, secret, input)
  if (expected.length !== signature.length) return false
  // The bytes in constant time, then the text: latin1 keeps only the low byte of a character.
  return (
    crypto.timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(signature, 'latin1')) &&
    expected === signature
  )
}

// Here the synchronous forms are the quickest for callers that await as well.
export const signHmac: (...args: Parameters<typeof signHmacSync>) => string | Promise<string> = signHmacSync
export const verifyHmac: (...args: Parameters<typeof verifyHmacSync>) => boolean | Promise<boolean> =
  verifyHmacSync
