import { describe, isRecord } from './check.ts'
import { JwtOptionError } from './errors.ts'

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

/** The shared secret of an HMAC algorithm: a string stands for its UTF-8 bytes. */
export type HmacSecret = string | Uint8Array

/** A secret for HS*, or a PEM string, JWK, `CryptoKey` or `KeyObject` for the other algorithms. */
export type Key = HmacSecret | JsonWebKeyLike | CryptoKeyLike | KeyObjectLike

/** What a key is for: its shape settles the family of algorithms, the token never does. */
export type KeyFamily = 'hmac' | 'asymmetric'

/** How the text of a key begins that is no shared secret: a PEM, an OpenSSH key, a JWK. */
const KEY_TEXT = /-----BEGIN |^\s*(?:ssh-|ecdsa-sha2-|sk-(?:ssh|ecdsa)-)|\{[\s\S]*"kty"/

function isKeyText(key: string | Uint8Array): boolean {
  return KEY_TEXT.test(typeof key === 'string' ? key : latin1.decode(key))
}

const latin1 = /* @__PURE__ */ new TextDecoder('latin1')

function isSecret(value: unknown): value is HmacSecret {
  return (typeof value === 'string' || value instanceof Uint8Array) && value.length > 0
}

/** Tells whether a value can be the shared secret of an HMAC algorithm. */
export function isHmacSecret(value: unknown): value is HmacSecret {
  return isSecret(value) && !isKeyText(value)
}

/**
 * Says which family of algorithms a key belongs to.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID` when it is no key.
 */
export function keyFamily(option: string, key: unknown): KeyFamily {
  if (isSecret(key)) return typeof key === 'string' && key.includes('-----BEGIN ') ? 'asymmetric' : 'hmac'
  if (isRecord(key)) {
    if (typeof key.kty === 'string' || key.type === 'public' || key.type === 'private') return 'asymmetric'
    if (key.type === 'secret') return 'hmac'
  }
  throw new JwtOptionError(
    option,
    `must be a non-empty string, bytes, PEM, JWK, CryptoKey or KeyObject, got ${describe(key)}`,
    'ERR_KEY_INVALID',
  )
}

/**
 * Checks that a value can be the shared secret of an HMAC algorithm and returns it. A PEM or a JWK is refused:
 * were a public key taken for a secret, anybody could sign (RFC 8725 section 3.1).
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function checkHmacSecret(option: string, value: unknown): HmacSecret {
  if (isHmacSecret(value)) return value
  throw new JwtOptionError(
    option,
    `must be an HMAC secret: text or bytes, no PEM and no JWK, got ${describe(value)}`,
    'ERR_KEY_INVALID',
  )
}
