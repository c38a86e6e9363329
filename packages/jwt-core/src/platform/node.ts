// HMAC by node:crypto, at once. The twin of web.ts: the same names, the same results.
import { Buffer, isAscii, isUtf8 } from 'node:buffer'
import * as crypto from 'node:crypto'
import { isBytes } from '../bytes.ts'
import type { HmacAlgorithm } from '../jws/algorithms.ts'
import type { HmacSecret } from '../keys/key.ts'
import { signWithCryptoKey, verifyWithCryptoKey } from './crypto_key.ts'

/** Whether the `…Sync` functions work here. */
export const syncSupported = true

// The hash, and in bytes the block it works in and what it gives (FIPS 180-4 section 1).
const HASHES: Record<HmacAlgorithm, readonly [name: string, block: number, size: number]> = {
  HS256: ['sha256', 64, 32],
  HS384: ['sha384', 128, 48],
  HS512: ['sha512', 128, 64],
}

// Where most parts of tokens are encoded and decoded, so that no memory is asked for. It is no part of Node's shared
// pool, and only what is in tokens passes through it.
const scratch = /* @__PURE__ */ Buffer.alloc(16384)

export function encodeBase64Url(data: string | Uint8Array): string {
  if (typeof data !== 'string')
    return Buffer.from(data.buffer, data.byteOffset, data.length).toString('base64url')
  const size = scratch.write(data)
  // Where the longest character of UTF-8 has room still, nothing was cut off.
  return size > scratch.length - 4
    ? Buffer.from(data).toString('base64url')
    : scratch.toString('base64url', 0, size)
}

/** The bytes of canonical, unpadded base64url (RFC 7515 section 2) in a buffer of their own; undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = Buffer.from(text, 'base64url')
  // Buffer skips what is no base64url, so only what is spelled as it would be again is canonical.
  return bytes.toString('base64url') === text ? new Uint8Array(bytes) : undefined
}

/** The text that a part of a token encodes: null where its bytes are no UTF-8, undefined where it is no base64url. */
export function decodeText(part: string): string | null | undefined {
  const bytes = part.length <= scratch.length ? scratch : Buffer.allocUnsafeSlow(part.length)
  const size = bytes.write(part, 0, 'base64url')
  // To spell all of it again would take as long as the rest: what Buffer skips gives fewer bytes, it takes two letters of
  // plain base64 as well and the low bytes of what is no ASCII, and only the end can have bits that are lost.
  const isCanonical =
    size === (part.length * 3) >> 2 &&
    !part.includes('+') &&
    !part.includes('/') &&
    Buffer.byteLength(part) === part.length &&
    bytes.toString('base64url', size - (size % 3), size) === part.slice(part.length & ~3)
  if (!isCanonical) return undefined
  const written = bytes.subarray(0, size)
  // Most tokens are ASCII, which every runtime reads more quickly.
  if (isAscii(written)) return bytes.toString('latin1', 0, size)
  return isUtf8(written) ? bytes.toString('utf8', 0, size) : null
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : undefined
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text))
}

/** The SHA-256 of bytes, in hexadecimal: at once, since WebCrypto takes longer to hand a few of them to a thread. */
export function sha256Hex(bytes: Uint8Array): string {
  return crypto.createHash('sha256').update(bytes).digest('hex')
}

// A one-shot hash costs a third of a stateful createHmac, so for a short secret of ASCII HMAC is taken apart into its two
// hashes (RFC 2104 section 2): H(K xor opad, H(K xor ipad, text)). Of such a secret the first pad is ASCII as well, so that
// pad and text are hashed as one text.
interface Pads {
  readonly secret: string
  readonly alg: HmacAlgorithm
  /** K xor ipad. */
  readonly inner: string
  /** K xor opad, and behind it the place of the inner hash. No part of Node's shared pool, out of which it hands memory. */
  readonly outer: Buffer
}

/** The pads of the last secret: a service has one. */
let last: Pads | undefined

/** The pads of a secret; undefined when it is longer than a block or no ASCII. */
function padsOf(alg: HmacAlgorithm, secret: string): Pads | undefined {
  if (secret === last?.secret && alg === last.alg) return last
  const [, block, size] = HASHES[alg]
  if (secret.length > block) return undefined
  const outer = Buffer.alloc(block + size)
  for (let at = 0; at < block; at++) {
    const code = at < secret.length ? secret.charCodeAt(at) : 0
    if (code > 127) return undefined
    outer[at] = code ^ 0x36
  }
  const inner = outer.toString('latin1', 0, block)
  for (let at = 0; at < block; at++) outer[at] = (outer[at] as number) ^ 0x36 ^ 0x5c
  last?.outer.fill(0)
  last = { secret, alg, inner, outer }
  return last
}

/** The value of a hexadecimal digit. */
function digit(code: number): number {
  return (code & 15) + (code >> 6) * 9
}

/** Signs `input`, which is ASCII. */
function sign(alg: HmacAlgorithm, secret: string | Uint8Array, input: string): string {
  const [hash, block, size] = HASHES[alg]
  // Node 21.7 and 20.12 brought the one-shot hash; Bun and Deno have it too.
  const pads = typeof secret === 'string' && crypto.hash !== undefined ? padsOf(alg, secret) : undefined
  if (pads === undefined) return crypto.createHmac(hash, secret).update(input).digest('base64url')
  // Digits are what every runtime is quick to give, and to read them here is quicker than any of them reads them.
  const hex = crypto.hash(hash, pads.inner + input, 'hex')
  for (let at = 0; at < size; at++)
    pads.outer[block + at] = (digit(hex.charCodeAt(2 * at)) << 4) | digit(hex.charCodeAt(2 * at + 1))
  return crypto.hash(hash, pads.outer, 'base64url')
}

/** Signs `input`, which is ASCII; at once, but with a CryptoKey later. */
export function signHmac(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
): string | PromiseLike<string> {
  return typeof secret === 'string' || isBytes(secret)
    ? sign(alg, secret, input)
    : signWithCryptoKey(secret, encodeUtf8(input)).then(encodeBase64Url)
}

/** What is compared, by its length: one pair of buffers for each hash. */
const compared = new Map<number, readonly [ours: Buffer, given: Buffer]>()

/** Compares in constant time. */
export function verifyHmac(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
): boolean | PromiseLike<boolean> {
  if (typeof secret !== 'string' && !isBytes(secret)) {
    const bytes = decodeBase64Url(signature)
    return bytes !== undefined && verifyWithCryptoKey(secret, bytes, encodeUtf8(input))
  }
  const ours = sign(alg, secret, input)
  const { length } = ours
  // More bytes than characters: it is no ASCII, and so no signature.
  if (length !== signature.length || length !== Buffer.byteLength(signature)) return false
  const [expected, given] = compared.get(length) ?? [Buffer.alloc(length), Buffer.alloc(length)]
  compared.set(length, [expected, given])
  expected.write(ours)
  given.write(signature)
  return crypto.timingSafeEqual(expected, given)
}
