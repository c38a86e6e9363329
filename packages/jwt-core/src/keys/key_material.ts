import { decodeBase64Url } from '#platform'
import { latin1 } from '../bytes.ts'

/** By what keys are known: PEM, RFC 4716, PuTTY's, .NET's and OpenSSL's text, a JWK's `kty`, OpenSSH's lines and binary form. */
const MARK =
  /-- ?(?:BEGIN|END)[ +]|PuTTY-|Modulus[>:]|c-Key:|kty\\*["']?\s*[:=]|(?:ssh|ecdsa)-\S{2,40}[\s+]AAAA|\0\0\0.(?:ssh-|ecdsa-|sk-)/s

/**
 * What a key begins with in DER (X.690): a sequence, in which an integer comes first (PKCS#8, PKCS#1, SEC 1), an identifier
 * (PKCS#7), or a sequence of an identifier (SPKI), a version or a number (X.509). A line break or the like may stand before
 * it, and where text was made of it, bytes became others.
 */
const DER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, a character each
  /^[\s\0]{0,2}0(?:[\x82\x02\ufffd]..|[\x81\x01\ufffd].|[ -\x7f])(?:\x02(?:\x01[\x01\x03]|.{1,3}\0)|\x06\t|0.{1,3}[\x02\x06\xa0\ufffd])/s

function ofHex(_: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}

/** Hexadecimal or base64 as what it encodes, a byte a character; empty when it is none. */
function decoded(text: string): string {
  if (/^(?:[\da-f]{2})+$/i.test(text)) return text.replace(/(..)/g, ofHex)
  const bytes = decodeBase64Url(text.replaceAll('+', '-').replaceAll('/', '_'))
  return bytes ? latin1(bytes) : ''
}

/**
 * Tells whether a would-be HMAC secret is a public or private key in some spelling: PEM, DER, JWK or JWK set, OpenSSH,
 * RFC 4716, also in base64, hexadecimal or UTF-16, with escapes, or in a text of more. Were a public key taken for a secret,
 * anybody could sign (RFC 8725 section 3.1).
 */
export function isKeyMaterial(key: string | Uint8Array, depth = 4): boolean {
  const binary = typeof key === 'string' ? key : latin1(key)
  // An uncompressed point of a NIST curve (SEC 1 section 2.3.3), as WebCrypto exports it raw. One in 256 random secrets of
  // these very lengths is refused so: only the curve's equation would tell, at 0.2 kB in every bundle.
  const isPoint = binary[0] === '\x04' && [65, 97, 133].includes(binary.length)
  if (MARK.test(binary) || DER.test(binary) || isPoint) return true
  // No key is shorter that could stand in it: the DER of an Ed25519 public key.
  if (binary.length < 44 || depth === 0) return false
  // Without what may stand between the letters of a key that was copied or converted.
  const text = binary
    .replace(/[\0\xad\u200b-\u200f\u2060\ufeff]|\\[nrt]|[\r\n]/g, '')
    .replace(/(?:\\{1,4}u\{?0{0,2}|\\x|%)([\da-f]{2})\}?/gi, ofHex)
  // What stands encoded in it, as a whole or in a text of more.
  const encoded = new Set([text.replace(/0x|[^\w+/-]/gi, ''), ...(text.match(/[\w+/-]{44,}/g) ?? [])])
  return [text, ...[...encoded].map(decoded)].some(
    (each) => each !== binary && isKeyMaterial(each, depth - 1),
  )
}
