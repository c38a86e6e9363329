// HMAC for every runtime with WebCrypto. The twin of node.ts: the same names, the same results. jose would do, but its
// sign and verify are 5 KB of a bundle that is to stay below 8; the tests hold both files to jose's bytes.
import { isBytes } from '../bytes.ts'
import type { HmacAlgorithm } from '../jws/algorithms.ts'
import type { CryptoKeyLike, HmacSecret } from '../keys/key.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { fromUtf8, toUtf8 } from './utf8.ts'
import { checkUsage, type Subtle, subtle } from './webcrypto.ts'

/** Whether the `…Sync` functions work here. */
export const syncSupported = false

// One of each: to make them costs as much as to use them on a short text.
let encoder: InstanceType<typeof TextEncoder> | undefined
let decoder: InstanceType<typeof TextDecoder> | undefined

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (typeof TextEncoder !== 'function') return toUtf8(text)
  encoder ??= new TextEncoder()
  return encoder.encode(text)
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (typeof TextDecoder !== 'function') return fromUtf8(bytes)
  try {
    decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return decoder.decode(bytes)
  } catch {
    // Not every runtime has the strict decoder.
    return fromUtf8(bytes)
  }
}

export function encodeBase64Url(data: string | Uint8Array): string {
  return toBase64Url(typeof data === 'string' ? encodeUtf8(data) : data)
}

/** The text that a part of a token encodes: null where its bytes are no UTF-8, undefined where it is no base64url. */
export function decodeText(part: string): string | null | undefined {
  const bytes = fromBase64Url(part)
  return bytes && (decodeUtf8(bytes) ?? null)
}

export const decodeBase64Url: (text: string) => Uint8Array<ArrayBuffer> | undefined = fromBase64Url

/** The SHA-256 of bytes, in hexadecimal. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await subtle().digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A secret, and what WebCrypto made of it: to import it costs as much as to sign. */
interface KeptKey {
  readonly alg: HmacAlgorithm
  readonly secret: string | Uint8Array
  /** Who made the key: another implementation could not use it. */
  readonly by: Subtle
  readonly key: CryptoKeyLike
}

/** The last few, the newest first: a service has one secret, or an old and a new one. */
let kept: readonly KeptKey[] = []
const MAX_KEPT = 4

/**
 * Whether two secrets are the same text or the same bytes. Both are the application's own, so that how long it takes
 * tells nobody anything; still no byte is passed over.
 */
function isSameSecret(one: string | Uint8Array, other: string | Uint8Array): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at++) difference |= (one[at] as number) ^ (other[at] ?? 0)
  return difference === 0
}

async function keyOf(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  usage: 'sign' | 'verify',
): Promise<CryptoKeyLike> {
  if (typeof secret !== 'string' && !isBytes(secret)) return checkUsage(secret, usage)
  const by = subtle()
  const known = kept.find((each) => each.alg === alg && each.by === by && isSameSecret(each.secret, secret))
  if (known !== undefined) return known.key
  // Bytes may be changed by their owner.
  const own = typeof secret === 'string' ? secret : new Uint8Array(secret)
  const bytes = typeof own === 'string' ? encodeUtf8(own) : own
  // The key is kept and no promise of it: one request on a Worker must not wait for what another began.
  const key = await by.importKey('raw', bytes, hmac(alg), false, ['sign', 'verify'])
  kept = [{ alg, secret: own, by, key }, ...kept.slice(0, MAX_KEPT - 1)]
  return key
}

/** Spelt out: WebCrypto that is written in JavaScript, as apps in React Native have it, knows no short form. */
function hmac(alg: HmacAlgorithm): { readonly name: string; readonly hash: { readonly name: string } } {
  return { name: 'HMAC', hash: { name: alg.replace('HS', 'SHA-') } }
}

/** Signs `input`, which is ASCII. */
export async function signHmac(alg: HmacAlgorithm, secret: HmacSecret, input: string): Promise<string> {
  const key = await keyOf(alg, secret, 'sign')
  return toBase64Url(new Uint8Array(await subtle().sign(hmac(alg), key, encodeUtf8(input))))
}

/** Compares in constant time, as WebCrypto does. */
export async function verifyHmac(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
): Promise<boolean> {
  const bytes = decodeBase64Url(signature)
  if (bytes === undefined) return false
  return subtle().verify(hmac(alg), await keyOf(alg, secret, 'verify'), bytes, encodeUtf8(input))
}
