import { copyBytes, isBytes } from '../bytes.ts'
import { JwtOptionError } from '../errors.ts'
import { describe, isRecord } from '../options.ts'

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

export function isJwk(key: unknown): key is JsonWebKeyLike & { readonly kty: string } {
  return isRecord(key) && typeof key.kty === 'string'
}

export function isCryptoKey(key: unknown): key is CryptoKeyLike {
  return isRecord(key) && isRecord(key.algorithm) && Array.isArray(key.usages)
}

export function isKeyObject(key: unknown): key is KeyObjectLike {
  return isRecord(key) && typeof key.type === 'string' && typeof key.export === 'function'
}

/** How a PEM begins, wherever it begins. */
const PEM = '-----BEGIN '

/** Tells whether text or bytes hold a PEM. */
export function isPem(key: string | Uint8Array): boolean {
  if (typeof key === 'string') return key.includes(PEM)
  for (let at = key.indexOf(0x2d); at !== -1; at = key.indexOf(0x2d, at + 1))
    if ([...PEM].every((letter, offset) => key[at + offset] === letter.charCodeAt(0))) return true
  return false
}

/** Says which family of algorithms a key that was taken in belongs to. */
export function keyFamily(key: Key): KeyFamily {
  if (typeof key === 'string' || isBytes(key)) return isPem(key) ? 'pair' : 'hmac'
  return (isJwk(key) ? key.kty === 'oct' : key.type === 'secret') ? 'hmac' : 'pair'
}

/**
 * Takes a key in: checks that it is one in some form, and copies what its owner could change afterwards.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function takeKey(option: string, key: unknown): Key {
  if (typeof key === 'string' && key !== '') return key
  if (isBytes(key) && key.length > 0) return copyBytes(key)
  if (isCryptoKey(key) || isKeyObject(key)) return key
  if (isJwk(key)) return { ...key }
  const problem =
    isRecord(key) && !isBytes(key)
      ? 'must be one key, got an object that is none: for keys by their ids, call createKeyRing'
      : `must be a non-empty string, bytes, PEM, JWK, CryptoKey or KeyObject, got ${describe(key)}`
  throw new JwtOptionError(option, problem, 'ERR_KEY_INVALID')
}
