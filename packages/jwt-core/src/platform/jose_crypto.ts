import { fromBase64Url, toBase64Url } from './base64url.ts'
import { fromUtf8, toUtf8 } from './utf8.ts'
import { type Subtle, subtle } from './webcrypto.ts'

// The globals that jose uses, where it is built in: some surroundings of CommonJS hide them.

/** WebCrypto of the runtime, or of Node below a stand-in for a browser or a test runner that hides it. */
export const crypto: { readonly subtle: Subtle } = {
  get subtle() {
    return subtle()
  },
}

/** Jest 27 has neither this nor `btoa`. */
export function atob(text: string): string {
  const bytes = fromBase64Url(
    text
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/={1,2}$/, ''),
  )
  if (bytes === undefined) throw new TypeError('no base64')
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return binary
}

export function btoa(binary: string): string {
  const text = toBase64Url(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
  return text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** jsdom under Jest has neither this nor `TextDecoder`. */
export class TextEncoder {
  encode(text: string): Uint8Array {
    return toUtf8(text)
  }
}

export class TextDecoder {
  decode(bytes: Uint8Array): string {
    const text = fromUtf8(bytes)
    if (text === undefined) throw new TypeError('no UTF-8')
    return text
  }
}
