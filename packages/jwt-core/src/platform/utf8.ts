// UTF-8 (RFC 3629) where the runtime has no TextEncoder or TextDecoder, such as React Native's.
import { latin1 } from '../bytes.ts'

/** The bytes of a text; a lone surrogate becomes U+FFFD, as everywhere. */
export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) as number
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      )
  }
  return new Uint8Array(bytes)
}

/** The smallest code point that is written in so many bytes: a longer spelling of a smaller one is none. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000]

/** The text of valid UTF-8; undefined for anything else. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number
    const size =
      first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0
    if (size === 0 || at + size > bytes.length) return undefined
    let point = size === 1 ? first : first & (0x7f >> size)
    for (let next = at + 1; next < at + size; next++) {
      const byte = bytes[next] as number
      if ((byte & 0xc0) !== 0x80) return undefined
      point = (point << 6) | (byte & 63)
    }
    if (point < (LEAST[size] as number) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      return undefined
    text += String.fromCodePoint(point)
    at += size
  }
  return text
}

/** The text of bytes that are all ASCII. */
export function decodeAscii(bytes: Uint8Array): string {
  return typeof TextDecoder === 'function' ? new TextDecoder().decode(bytes) : latin1(bytes)
}
