import { describe, isRecord } from './check.ts'
import { JwtOptionError } from './errors.ts'
import { isKeyRing, type KeyRing } from './key_ring.ts'

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

/** One key, or a ring that chooses it by the token's `iss` or `kid`. */
export type KeyOrRing = Key | KeyRing

/** What a key is for: its shape settles the family of algorithms, the token never does. */
export type KeyFamily = 'hmac' | 'asymmetric'

const PEM = '-----BEGIN '
const latin1 = /* @__PURE__ */ new TextDecoder('latin1')

function looksLikeJwk(text: string): boolean {
  return text.includes('"kty"') && text.includes('{')
}

function invalid(option: string, problem: string): JwtOptionError {
  return new JwtOptionError(option, problem, 'ERR_KEY_INVALID')
}

/**
 * Says which family of algorithms a key belongs to.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID` when it is no key.
 */
export function keyFamily(option: string, key: unknown): KeyFamily {
  if (typeof key === 'string') {
    if (key === '') throw invalid(option, 'must not be empty')
    return key.includes(PEM) ? 'asymmetric' : 'hmac'
  }
  if (key instanceof Uint8Array) {
    if (key.length === 0) throw invalid(option, 'must not be empty')
    return 'hmac'
  }
  if (isRecord(key)) {
    if (typeof key.kty === 'string') return 'asymmetric'
    if (key.type === 'secret') return 'hmac'
    if (key.type === 'public' || key.type === 'private') return 'asymmetric'
  }
  throw invalid(option, `must be a string, bytes, PEM, JWK, CryptoKey or KeyObject, got ${describe(key)}`)
}

/**
 * Checks that a value can be the shared secret of an HMAC algorithm and returns it. A PEM or a JWK is refused:
 * were a public key taken for a secret, anybody could sign (RFC 8725 section 3.1).
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function checkHmacSecret(option: string, value: unknown): HmacSecret {
  const family = keyFamily(option, value)
  const text = typeof value === 'string' ? value : value instanceof Uint8Array ? latin1.decode(value) : ''
  if (family !== 'hmac' || text.includes(PEM) || text.startsWith('ssh-') || looksLikeJwk(text))
    throw invalid(
      option,
      'is a PEM or JWK key, which is no HMAC secret; name its own algorithm, such as RS256',
    )
  if (text === '') throw invalid(option, 'must be a string or bytes for an HMAC algorithm')
  return value as HmacSecret
}

/**
 * Checks that a value, where it is no key ring, is a key.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function checkKeyOrRing(option: string, value: unknown): KeyOrRing {
  if (!isKeyRing(value)) keyFamily(option, value)
  return value as KeyOrRing
}
