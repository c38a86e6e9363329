import type { CryptoKeyLike } from '../keys/key.ts'
import { checkUsage, subtle } from './webcrypto.ts'

/** Signs with an HMAC CryptoKey, which never gives its secret away. */
export async function signWithCryptoKey(
  key: CryptoKeyLike,
  input: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  return new Uint8Array(await subtle().sign('HMAC', checkUsage(key, 'sign'), input))
}

/** Verifies with an HMAC CryptoKey; WebCrypto compares in constant time. */
export async function verifyWithCryptoKey(
  key: CryptoKeyLike,
  signature: Uint8Array<ArrayBuffer>,
  input: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return subtle().verify('HMAC', checkUsage(key, 'verify'), signature, input)
}
