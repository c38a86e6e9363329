// Just enough DER (X.690) to tell keys apart, and to put PKCS#1 (RFC 8017 appendix A.1) into PKCS#8 (RFC 5208
// section 5) and SubjectPublicKeyInfo (RFC 5280 section 4.1), which is all that WebCrypto reads.

const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_IDENTIFIER = 0x06
const SEQUENCE = 0x30
/** The version of a certificate, `[0]`. */
const VERSION = 0xa0

/** The kinds of keys that there are algorithms for. */
export type KeyKind = 'RSA' | 'P-256' | 'P-384' | 'P-521' | 'Ed25519'

/** A key as PKCS#8 when it is private, as SubjectPublicKeyInfo when it is public. */
export interface DerKey {
  readonly der: Uint8Array
  /** Undefined for a key that no algorithm takes. */
  readonly kind: KeyKind | undefined
  /** The size of an RSA key's modulus. */
  readonly bits: number | undefined
}

const EC_PUBLIC_KEY = '2a8648ce3d0201'
const KINDS: Readonly<Record<string, KeyKind>> = {
  '2a864886f70d010101': 'RSA',
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b6570': 'Ed25519',
}

type Element = readonly [content: Uint8Array, rest: Uint8Array]

/** The content of the element that `der` begins with, and what follows it. Throws a RangeError on anything else. */
function take(der: Uint8Array, tag: number): Element {
  const first = der[1] ?? 0x80
  // The long form: so many bytes of length follow. A key needs two, and DER has no indefinite form (0x80).
  const start = first < 0x80 ? 2 : 2 + first - 0x80
  const length = first < 0x80 ? first : der.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  if (der[0] !== tag || first === 0x80 || start > 5 || start + length > der.length)
    throw new RangeError('no such element')
  return [der.subarray(start, start + length), der.subarray(start + length)]
}

/** The content of the one element that `der` is. */
function whole(der: Uint8Array, tag: number): Uint8Array {
  const [content, rest] = take(der, tag)
  if (rest.length > 0) throw new RangeError('more than the element')
  return content
}

function element(tag: number, ...contents: (readonly number[] | Uint8Array)[]): number[] {
  const content = contents.flatMap((part) => [...part])
  const { length } = content
  const header =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return [tag, ...header, ...content]
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The kind of key that an AlgorithmIdentifier speaks of. */
function kindOf(algorithm: Uint8Array): KeyKind | undefined {
  const [identifier, parameters] = take(algorithm, OBJECT_IDENTIFIER)
  const name = hex(identifier)
  return KINDS[name === EC_PUBLIC_KEY ? hex(take(parameters, OBJECT_IDENTIFIER)[0]) : name]
}

/** How many bits an integer has, its sign left out. */
function bitsOf(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0)
  return first === -1 ? 0 : (integer.length - first) * 8 - (Math.clz32(integer[first] as number) - 24)
}

/** Reads PKCS#8. Throws a RangeError when it is no such key. */
export function readPkcs8(pkcs8: Uint8Array): DerKey {
  const [, afterVersion] = take(whole(pkcs8, SEQUENCE), INTEGER)
  const [algorithm, afterAlgorithm] = take(afterVersion, SEQUENCE)
  const kind = kindOf(algorithm)
  const [key] = take(afterAlgorithm, OCTET_STRING)
  // Version and modulus are the first two members of an RSA key.
  const bits = kind === 'RSA' ? bitsOf(take(take(take(key, SEQUENCE)[0], INTEGER)[1], INTEGER)[0]) : undefined
  return { der: new Uint8Array(pkcs8), kind, bits }
}

/** Reads SubjectPublicKeyInfo. Throws a RangeError when it is no such key. */
export function readSpki(spki: Uint8Array): DerKey {
  const [algorithm, afterAlgorithm] = take(whole(spki, SEQUENCE), SEQUENCE)
  const kind = kindOf(algorithm)
  // Its first byte says how many bits of the last are not used: none.
  const key = whole(afterAlgorithm, BIT_STRING).subarray(1)
  const bits = kind === 'RSA' ? bitsOf(take(whole(key, SEQUENCE), INTEGER)[0]) : undefined
  return { der: new Uint8Array(spki), kind, bits }
}

const RSA_ALGORITHM = /* @__PURE__ */ element(
  SEQUENCE,
  [OBJECT_IDENTIFIER, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1],
  [0x05, 0],
)

/** Reads an RSA private key of PKCS#1. Throws a RangeError when it is no such key. */
export function readPkcs1Private(pkcs1: Uint8Array): DerKey {
  const parts = [element(INTEGER, [0]), RSA_ALGORITHM, element(OCTET_STRING, pkcs1)]
  return readPkcs8(Uint8Array.from(element(SEQUENCE, ...parts)))
}

/** Reads an RSA public key of PKCS#1. Throws a RangeError when it is no such key. */
export function readPkcs1Public(pkcs1: Uint8Array): DerKey {
  return readSpki(Uint8Array.from(element(SEQUENCE, RSA_ALGORITHM, element(BIT_STRING, [0], pkcs1))))
}

/** Reads the public key of an X.509 certificate. Throws a RangeError when it is none. */
export function readCertificate(certificate: Uint8Array): DerKey {
  let [rest] = take(whole(certificate, SEQUENCE), SEQUENCE)
  if (rest[0] === VERSION) rest = take(rest, VERSION)[1]
  // The serial number, then the algorithm, the issuer, the validity and the subject.
  for (const tag of [INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE]) rest = take(rest, tag)[1]
  return readSpki(rest.subarray(0, rest.length - take(rest, SEQUENCE)[1].length))
}
