import { decodeBase64Url, encodeBase64Url } from '@x/jwt-core/token'

/** What base64 says, of either alphabet. */
export interface Base64 {
  readonly bytes: Uint8Array
  /** Whether the last character has bits that encode nothing and are not 0, which it must not have. */
  readonly hasStrayBits: boolean
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The last character without the bits that encode nothing: 4 of them where two characters stand alone, 2 where three do. */
function clearStrayBits(text: string): string {
  const strays = [0, 0, 4, 2][text.length % 4] as number
  const last = ALPHABET.indexOf(text.slice(-1))
  return strays === 0 || last === -1 ? text : `${text.slice(0, -1)}${ALPHABET[(last >> strays) << strays]}`
}

/**
 * Reads base64 or base64url as leniently as a browser's `atob`: padded or not, with white space, with stray bits. By
 * the core and not by `atob`, which React Native has not. Undefined for what is neither.
 */
export function readBase64(text: string): Base64 | undefined {
  // More than two of them are nobody's padding.
  const bare = text.replace(/[\t\n\f\r ]/g, '').replace(/={1,2}$/, '')
  const plain = bare.replaceAll('+', '-').replaceAll('/', '_')
  const canonical = clearStrayBits(plain)
  const bytes = decodeBase64Url(canonical)
  return bytes && { bytes, hasStrayBits: canonical !== plain }
}

/** Writes bytes as base64, padded. */
export function writeBase64(bytes: Uint8Array): string {
  const plain = encodeBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=')
}
