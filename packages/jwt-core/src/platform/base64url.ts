// Base64url (RFC 4648 section 5) for runtimes without Node's Buffer. What the engine brings is used where it is there.
import { decodeAscii } from './utf8.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The character code of each letter, and what each character code stands for: 64 for what is no letter. */
let tables: readonly [codes: Uint8Array, values: Uint8Array] | undefined

function readTables(): readonly [codes: Uint8Array, values: Uint8Array] {
  if (tables === undefined) {
    const values = new Uint8Array(128).fill(64)
    const codes = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0))
    for (const [value, code] of codes.entries()) values[code] = value
    tables = [codes, values]
  }
  return tables
}

/** What newer engines have of ECMAScript's base64. */
interface Native {
  toBase64?(options: { alphabet: 'base64url'; omitPadding: true }): string
}
interface NativeClass {
  fromBase64?(text: string, options: { alphabet: 'base64url' }): Uint8Array<ArrayBuffer>
}

export function toBase64Url(bytes: Uint8Array): string {
  const native = bytes as Native
  return native.toBase64
    ? native.toBase64({ alphabet: 'base64url', omitPadding: true })
    : decodeAscii(encode(bytes))
}

/** The letters as their character codes, since a text that grows by letters is slow to make and to read. */
function encode(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const [codes] = readTables()
  const { length } = bytes
  const letters = new Uint8Array(Math.ceil((length * 4) / 3))
  let size = 0
  // What lies beyond the end reads as undefined and counts as 0; letters beyond the end are not kept.
  for (let at = 0; at < length; at += 3) {
    const group = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)
    letters[size++] = codes[group >> 18] as number
    letters[size++] = codes[(group >> 12) & 63] as number
    letters[size++] = codes[(group >> 6) & 63] as number
    letters[size++] = codes[group & 63] as number
  }
  return letters
}

/** The bytes of canonical, unpadded base64url; undefined for anything else. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const rest = text.length & 3
  const last = text.slice(-1)
  // Canonical: no lonely letter, and no bits beyond the last byte (RFC 4648 section 3.5).
  if (
    rest === 1 ||
    (rest === 2 && !'AQgw'.includes(last)) ||
    (rest === 3 && !'AEIMQUYcgkosw048'.includes(last))
  )
    return undefined
  const { fromBase64 } = Uint8Array as NativeClass
  return fromBase64 === undefined ? decode(text) : decodeNatively(fromBase64, text)
}

function decodeNatively(
  fromBase64: Required<NativeClass>['fromBase64'],
  text: string,
): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = fromBase64.call(Uint8Array, text, { alphabet: 'base64url' })
    // It takes white space and padding as well, which give fewer bytes than letters do.
    return bytes.length === (text.length * 3) >> 2 ? bytes : undefined
  } catch {
    return undefined
  }
}

function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  const [, values] = readTables()
  const bytes = new Uint8Array((text.length * 3) >> 2)
  // Whole groups of four: bytes beyond the end are not kept.
  const letters = text.padEnd((text.length + 3) & ~3, 'A')
  let size = 0
  let seen = 0
  for (let at = 0; at < letters.length; at += 4) {
    const first = letters.charCodeAt(at)
    const second = letters.charCodeAt(at + 1)
    const third = letters.charCodeAt(at + 2)
    const fourth = letters.charCodeAt(at + 3)
    if ((first | second | third | fourth) > 127) return undefined
    const a = values[first] as number
    const b = values[second] as number
    const c = values[third] as number
    const d = values[fourth] as number
    seen |= a | b | c | d
    bytes[size++] = (a << 2) | (b >> 4)
    bytes[size++] = (b << 4) | (c >> 2)
    bytes[size++] = (c << 6) | d
  }
  return seen > 63 ? undefined : bytes
}
