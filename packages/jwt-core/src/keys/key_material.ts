import { decodeBase64Url } from '#platform'
import { latin1 } from '../bytes.ts'

/** No other spelling of a public or private key is shorter: the DER of an Ed25519 public key. */
const SHORTEST = 44

/** The texts by which keys are known: PEM and RFC 4716, PuTTY's, a JWK's `kty`, lines of OpenSSH and its binary forms. */
const TEXT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: OpenSSH writes the length of a name before it
  /-- ?BEGIN |PuTTY-User-Key|kty\\?["']?\s*:|(?:ssh-[a-z0-9]{3,9}|ecdsa-sha2-nistp\d{3})(?:-cert-v01)?(?:@openssh\.com)? ?AAAA|\0\0\0[\x07-\x40](?:ssh-|ecdsa-|sk-)|openssh-key-v1/

/** What a DER key begins with (X.690): a sequence of the length of it all, in which a sequence or an integer comes first. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, a character each
const DER = /^0(?:\x82([\0-\xff]{2})|\x81([\0-\xff])|([\x20-\x7f]))[0\x02]/

/** What may stand between the letters of a key that was copied or converted. */
const INVISIBLE = /[\0\xad\u200b-\u200f\u2060\ufeff]/g

function isDer(binary: string): boolean {
  const [header, two, one, short] = DER.exec(binary) ?? []
  if (header === undefined) return false
  const length = [...(two ?? one ?? short ?? '')].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0)
  return header.length - 1 + length === binary.length
}

/** An uncompressed point of a NIST curve (SEC 1 section 2.3.3), as WebCrypto exports it raw. */
function isPoint(binary: string): boolean {
  return binary[0] === '\x04' && [65, 97, 133].includes(binary.length)
}

/** Text of another encoding as what it encodes, a byte a character; undefined when it is none. */
function decoded(text: string): string | undefined {
  const packed = text.replace(/\\[nrt]|[^\w+/-]/g, '')
  if (/^30[0-9a-f]+$/i.test(packed))
    return packed.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)))
  const bytes = decodeBase64Url(packed.replaceAll('+', '-').replaceAll('/', '_'))
  return bytes && latin1(bytes)
}

/**
 * Tells whether a would-be HMAC secret is a public or private key in some spelling: PEM, DER, JWK or JWK set, OpenSSH,
 * RFC 4716, also in base64, hexadecimal or UTF-16. Were a public key taken for a secret, anybody could sign
 * (RFC 8725 section 3.1).
 */
export function isKeyMaterial(key: string | Uint8Array, depth = 2): boolean {
  const binary = typeof key === 'string' ? key : latin1(key)
  if (TEXT.test(binary)) return true
  if (binary.length < SHORTEST) return false
  if (isDer(binary) || isPoint(binary)) return true
  const text = binary
    .replace(INVISIBLE, '')
    .replace(/\\u00([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\s+/g, ' ')
  if (TEXT.test(text)) return true
  const within = depth > 0 ? decoded(text) : undefined
  return within !== undefined && isKeyMaterial(within, depth - 1)
}
