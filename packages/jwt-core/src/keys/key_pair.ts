import { isBytes, latin1 } from '../bytes.ts'
import type { AsymmetricAlgorithm } from '../jws/algorithms.ts'
import { type DerKey, type KeyKind, readPkcs8, readSpki } from './der.ts'
import {
  type CryptoKeyLike,
  checkUse,
  invalidKey,
  isCryptoKey,
  isJwk,
  isKeyObject,
  type JsonWebKeyLike,
  type Key,
} from './key.ts'
import { readPem } from './pem.ts'

/** One key of a pair, told apart without cryptography. */
export interface PairKey {
  readonly type: 'private' | 'public'
  readonly kind: KeyKind
  /** The size of an RSA key's modulus. */
  readonly bits: number | undefined
  /** The algorithms it may be used with: those of its kind, fewer where the key says so itself. */
  readonly algorithms: readonly AsymmetricAlgorithm[]
  /** What it is made of: PKCS#8 or SPKI, a JWK, or a key of WebCrypto. */
  readonly source: Uint8Array | JsonWebKeyLike | CryptoKeyLike
}

/** What a key of a pair gives to sign with, to verify with, or both. */
export interface KeyPair {
  readonly private?: PairKey
  readonly public?: PairKey
}

const ALGORITHMS: Readonly<Record<KeyKind, readonly AsymmetricAlgorithm[]>> = {
  RSA: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  // RFC 8037 and RFC 9864: two names of one algorithm.
  Ed25519: ['EdDSA', 'Ed25519'],
}

const MIN_RSA_BITS = 2048

function pairKey(
  option: string,
  type: string,
  {
    kind,
    bits,
    ...rest
  }: Pick<PairKey, 'source'> & {
    kind: KeyKind | undefined
    bits: number | undefined
    algorithms?: readonly AsymmetricAlgorithm[]
  },
): PairKey {
  if (kind === undefined)
    throw invalidKey(
      option,
      'is a key that no algorithm takes: it must be RSA, P-256, P-384, P-521 or Ed25519',
    )
  if (type !== 'private' && type !== 'public')
    throw invalidKey(option, 'is neither a private nor a public key')
  if (kind === 'RSA' && !((bits as number) >= MIN_RSA_BITS))
    throw invalidKey(option, `must be an RSA key of at least ${MIN_RSA_BITS} bits, got ${bits ?? 0} bits`)
  return { type, kind, bits, algorithms: ALGORITHMS[kind], ...rest }
}

function fromDer(option: string, type: string, { der, kind, bits }: DerKey): PairKey {
  return pairKey(option, type, { kind, bits, source: der })
}

function fromPem(option: string, text: string): KeyPair {
  const { private: ours, public: theirs } = readPem(option, text)
  return {
    ...(ours && { private: fromDer(option, 'private', ours) }),
    ...(theirs && { public: fromDer(option, 'public', theirs) }),
  }
}

/** Reads a JWK (RFC 7518 section 6, RFC 8037); what it says of its own use is held to. */
function fromJwk(option: string, jwk: JsonWebKeyLike): KeyPair {
  const { kty, crv, n, d, alg } = jwk
  const kind = kty === 'RSA' ? 'RSA' : Object.hasOwn(ALGORITHMS, `${crv}`) ? (crv as KeyKind) : undefined
  // Base64url of the modulus, which has no leading zero byte (RFC 7518 section 6.3.1.1).
  const bits = kind === 'RSA' ? (typeof n === 'string' ? Math.floor((n.length * 6) / 8) * 8 : 0) : undefined
  const type = d === undefined ? 'public' : 'private'
  const key = pairKey(option, type, { kind, bits, source: jwk })
  checkUse(option, jwk, [type === 'private' ? 'sign' : 'verify'], key.algorithms)
  const isNarrow = alg && kind !== 'Ed25519'
  return { [type]: isNarrow ? { ...key, algorithms: [alg as AsymmetricAlgorithm] } : key }
}

const PREFIXES: Readonly<Record<string, string>> = { 'RSASSA-PKCS1-v1_5': 'RS', 'RSA-PSS': 'PS' }

/** Reads a key of WebCrypto, which is for one algorithm. */
function fromCryptoKey(option: string, key: CryptoKeyLike): KeyPair {
  const { name, hash, namedCurve, modulusLength } = key.algorithm as {
    name: string
    hash?: { name: string }
    namedCurve?: KeyKind
    modulusLength?: number
  }
  const prefix = Object.hasOwn(PREFIXES, name) ? PREFIXES[name] : undefined
  const kind = prefix !== undefined ? 'RSA' : name === 'ECDSA' ? namedCurve : name
  const known = Object.hasOwn(ALGORITHMS, `${kind}`) ? (kind as KeyKind) : undefined
  const read = pairKey(option, key.type, { kind: known, bits: modulusLength, source: key })
  const operation = read.type === 'private' ? 'sign' : 'verify'
  if (!key.usages.includes(operation))
    throw invalidKey(option, `is a CryptoKey without the usage ${operation}`)
  const algorithms =
    prefix === undefined
      ? read.algorithms
      : read.algorithms.filter((alg) => alg === `${prefix}${hash?.name.replace('SHA-', '')}`)
  if (algorithms.length === 0) throw invalidKey(option, 'is a CryptoKey whose hash no algorithm takes')
  return { [read.type]: { ...read, algorithms } }
}

function fromKeyObject(
  option: string,
  key: { readonly type: string; export(options: object): unknown },
): KeyPair {
  const isPrivate = key.type === 'private'
  let der: DerKey
  try {
    const bytes = key.export({ type: isPrivate ? 'pkcs8' : 'spki', format: 'der' }) as Uint8Array
    der = (isPrivate ? readPkcs8 : readSpki)(bytes)
  } catch (cause) {
    throw invalidKey(option, 'is a KeyObject that cannot be read', cause)
  }
  return { [key.type]: fromDer(option, key.type, der) }
}

/** Keys that were read, by themselves, and those that are text or were copied by what they say: the newest last. */
const byIdentity = new WeakMap<object, KeyPair>()
const byText = new Map<string, KeyPair>()
const MAX_TEXTS = 64

function remembered(text: string, read: () => KeyPair): KeyPair {
  const pair = byText.get(text) ?? read()
  byText.delete(text)
  byText.set(text, pair)
  if (byText.size > MAX_TEXTS) byText.delete(byText.keys().next().value as string)
  return pair
}

/**
 * Reads a key of a pair, in whatever form; the same key is read once.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function readKeyPair(option: string, key: Key): KeyPair {
  if (typeof key === 'string') return remembered(key, () => fromPem(option, key))
  if (isBytes(key)) return readKeyPair(option, latin1(key))
  const known = byIdentity.get(key)
  if (known !== undefined) return known
  const read = isCryptoKey(key)
    ? fromCryptoKey(option, key)
    : isKeyObject(key)
      ? fromKeyObject(option, key as unknown as Parameters<typeof fromKeyObject>[1])
      : isJwk(key)
        ? remembered(textOf(option, key), () => fromJwk(option, key))
        : undefined
  if (read === undefined) throw invalidKey(option, 'must be a PEM, JWK, CryptoKey or KeyObject')
  byIdentity.set(key, read)
  return read
}

/** A JWK as text; what a PEM begins with does not begin it. */
function textOf(option: string, jwk: JsonWebKeyLike): string {
  try {
    return JSON.stringify(jwk)
  } catch (cause) {
    throw invalidKey(option, 'is a JWK that cannot be written as JSON', cause)
  }
}
