// HMAC for every runtime with WebCrypto. The twin of node.ts: the same names, the same results. jose would do, but its
// sign and verify are 5 KB of a bundle that is to stay below 8; the tests hold both files to jose's bytes.
import type { HmacAlgorithm } from '../algorithm.ts'
import { JwtError } from '../errors.ts'
import type { HmacSecret } from '../key.ts'

/** Whether the `…Sync` functions work here. */
export const syncSupported = false

const encoder = /* @__PURE__ */ new TextEncoder()

export function encodeBase64Url(data: string | Uint8Array): string {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
}

/** The bytes of canonical, unpadded base64url (RFC 7515 section 2); undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    return encodeBase64Url(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function bytesOf(secret: HmacSecret): Uint8Array<ArrayBuffer> {
  return typeof secret === 'string' ? encoder.encode(secret) : new Uint8Array(secret)
}

function importKey(alg: HmacAlgorithm, secret: HmacSecret, use: 'sign' | 'verify') {
  const algorithm = { name: 'HMAC', hash: alg.replace('HS', 'SHA-') }
  return crypto.subtle.importKey('raw', bytesOf(secret), algorithm, false, [use])
}

export async function signHmac(alg: HmacAlgorithm, secret: HmacSecret, input: string): Promise<string> {
  const key = await importKey(alg, secret, 'sign')
  return encodeBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(input))))
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
  const key = await importKey(alg, secret, 'verify')
  return crypto.subtle.verify('HMAC', key, bytes, encoder.encode(input))
}

function unsupported(): never {
  throw new JwtError('ERR_SYNC_UNSUPPORTED', 'this runtime has no synchronous crypto; call the async twin')
}

export const signHmacSync: (alg: HmacAlgorithm, secret: HmacSecret, input: string) => string = unsupported
export const verifyHmacSync: (
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
) => boolean = unsupported
