// Just enough DER (X.690) to tell an RSA private key from others, and to put PKCS#1 (RFC 8017 appendix A.1.2) into
// PKCS#8 (RFC 5208 section 5), which is all that WebCrypto reads.

const INTEGER = 0x02
const OCTET_STRING = 0x04
const OBJECT_IDENTIFIER = 0x06
const SEQUENCE = 0x30
/** 1.2.840.113549.1.1.1, rsaEncryption. */
const RSA_ENCRYPTION: readonly number[] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]

/** An RSA private key, ready for WebCrypto. */
export interface RsaPrivateKey {
  readonly pkcs8: Uint8Array
  readonly modulusBits: number
}

/** The content of the element that `der` begins with, and what follows it. Throws a RangeError on anything else. */
function take(der: Uint8Array, tag: number): [content: Uint8Array, rest: Uint8Array] {
  const first = der[1] ?? 0x80
  // The long form: so many bytes of length follow. A key needs two, and DER has no indefinite form (0x80).
  const start = first < 0x80 ? 2 : 2 + first - 0x80
  const length = first < 0x80 ? first : der.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  if (der[0] !== tag || first === 0x80 || start > 5 || start + length > der.length)
    throw new RangeError('no such element')
  return [der.subarray(start, start + length), der.subarray(start + length)]
}

function element(tag: number, ...contents: (readonly number[] | Uint8Array)[]): number[] {
  const content = contents.flatMap((part) => [...part])
  const { length } = content
  const header =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return [tag, ...header, ...content]
}

/** The size of a PKCS#1 private key's modulus. Throws a RangeError when it is no such key. */
function modulusBits(pkcs1: Uint8Array): number {
  const [, afterVersion] = take(take(pkcs1, SEQUENCE)[0], INTEGER)
  const [modulus, afterModulus] = take(afterVersion, INTEGER)
  const [, afterExponent] = take(afterModulus, INTEGER)
  take(afterExponent, INTEGER)
  const first = modulus.findIndex((byte) => byte !== 0)
  return (modulus.length - first) * 8 - (Math.clz32(modulus[first] ?? 0) - 24)
}

/** Puts a PKCS#1 private key into PKCS#8. Throws a RangeError when it is no such key. */
export function readPkcs1(pkcs1: Uint8Array): RsaPrivateKey {
  const bits = modulusBits(pkcs1)
  const algorithm = element(SEQUENCE, element(OBJECT_IDENTIFIER, RSA_ENCRYPTION), [0x05, 0x00])
  const pkcs8 = element(SEQUENCE, element(INTEGER, [0]), algorithm, element(OCTET_STRING, pkcs1))
  return { pkcs8: Uint8Array.from(pkcs8), modulusBits: bits }
}

/** Reads a PKCS#8 private key; undefined when it is not for RSA. Throws a RangeError when it is no such key. */
export function readPkcs8(pkcs8: Uint8Array): RsaPrivateKey | undefined {
  const [, afterVersion] = take(take(pkcs8, SEQUENCE)[0], INTEGER)
  const [algorithm, afterAlgorithm] = take(afterVersion, SEQUENCE)
  const [identifier] = take(algorithm, OBJECT_IDENTIFIER)
  if (identifier.join() !== RSA_ENCRYPTION.join()) return undefined
  return { pkcs8, modulusBits: modulusBits(take(afterAlgorithm, OCTET_STRING)[0]) }
}
