import { copyBytes, isBytes, latin1 } from '../bytes.ts'
import { JwtOptionError } from '../errors.ts'
import { checkName, describe, isRecord } from '../options.ts'

/** A WebCrypto `CryptoKey`, told by its shape so that no runtime's types are needed. */
export interface CryptoKeyLike {
  readonly type: string
  readonly algorithm: { readonly name: string }
  readonly extractable: boolean
  readonly usages: readonly string[]
}

/** A Node.js `KeyObject`, told by its shape. */
export interface KeyObjectLike {
  readonly type: string
  export(options?: never): unknown
}

/** A JSON Web Key (RFC 7517). */
export interface JsonWebKeyLike {
  readonly kty?: string | undefined
  readonly [member: string]: unknown
}

/**
 * A key in any form. For HS*: text (its UTF-8 bytes are the secret), bytes, an `oct` JWK, a secret `KeyObject` or an
 * HMAC `CryptoKey`. For the other algorithms: a PEM as text or bytes, a JWK, a `CryptoKey` or a `KeyObject`.
 */
export type Key = string | Uint8Array | JsonWebKeyLike | CryptoKeyLike | KeyObjectLike

/** The secret of an HMAC algorithm, ready for the platform: text stands for its UTF-8 bytes. */
export type HmacSecret = string | Uint8Array | CryptoKeyLike

/** What a key is for: its shape settles the family of algorithms, the token never does. */
export type KeyFamily = 'hmac' | 'pair'

/** The error for a key that cannot be used. */
export function invalidKey(option: string, problem: string, cause?: unknown): JwtOptionError {
  return new JwtOptionError(option, problem, 'ERR_KEY_INVALID', { cause })
}

export function isJwk(key: unknown): key is JsonWebKeyLike & { readonly kty: string } {
  return isRecord(key) && typeof key.kty === 'string'
}

export function isCryptoKey(key: unknown): key is CryptoKeyLike {
  return isRecord(key) && isRecord(key.algorithm) && Array.isArray(key.usages)
}

export function isKeyObject(key: unknown): key is KeyObjectLike {
  return isRecord(key) && typeof key.type === 'string' && typeof key.export === 'function'
}

/** Tells whether text or bytes hold a PEM, wherever it begins. */
export function isPem(key: string | Uint8Array): boolean {
  return (typeof key === 'string' ? key : latin1(key)).includes('-----BEGIN ')
}

/** Says which family of algorithms a key that was taken in belongs to. */
export function keyFamily(key: Key): KeyFamily {
  if (typeof key === 'string' || isBytes(key)) return isPem(key) ? 'pair' : 'hmac'
  return (isJwk(key) ? key.kty === 'oct' : key.type === 'secret') ? 'hmac' : 'pair'
}

/**
 * Takes a key in: checks that it is one in some form, and copies what its owner could change afterwards.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`, `ERR_OPTION_INVALID` for the text of nothing
 */
export function takeKey(option: string, key: unknown): Key {
  if ((typeof key === 'string' || isBytes(key)) && key.length > 0) {
    const isText = typeof key === 'string'
    checkName(option, isText ? key : latin1(key))
    return isText ? key : copyBytes(key)
  }
  if (isCryptoKey(key) || isKeyObject(key)) return key
  if (isJwk(key)) return { ...key }
  const problem =
    isRecord(key) && !isBytes(key)
      ? 'must be one key, got an object that is none: for keys by their ids, call createKeyRing'
      : `must be a non-empty string, bytes, PEM, JWK, CryptoKey or KeyObject, got ${describe(key)}`
  throw invalidKey(option, problem)
}

/**
 * Holds a JWK to what it says of its own use (RFC 7517 section 4).
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function checkUse(
  option: string,
  { use, key_ops, alg }: JsonWebKeyLike,
  operations: readonly string[],
  algorithms: readonly unknown[],
): void {
  const isFit =
    (use ?? 'sig') === 'sig' &&
    (alg === undefined || algorithms.includes(alg)) &&
    (key_ops === undefined || (Array.isArray(key_ops) && key_ops.some((each) => operations.includes(each))))
  if (!isFit) throw invalidKey(option, 'is a JWK whose use, alg or key_ops is for something else')
}
