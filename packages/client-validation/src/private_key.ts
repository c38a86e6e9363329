import { type CryptoKeyLike, describe, isRecord, type Key } from '@x/jwt-core'
import { invalidKey, readPem } from './pem.ts'
import { type RsaPrivateKey, readPkcs8 } from './rsa_der.ts'

/** RSASSA-PKCS1-v1_5 or RSASSA-PSS, both with SHA-256 (RFC 7518 section 3.1). */
export type ClientValidationAlgorithm = 'RS256' | 'PS256'

const MIN_BITS = 2048
const NAMES: Readonly<Record<ClientValidationAlgorithm, string>> = {
  RS256: 'RSASSA-PKCS1-v1_5',
  PS256: 'RSA-PSS',
}

/** Gives the key for signing; it is parsed at the first call. */
export type LoadKey = () => Promise<CryptoKeyLike>

function checkSize(bits: number): void {
  if (!(bits >= MIN_BITS))
    throw invalidKey(`must be an RSA key of at least ${MIN_BITS} bits, got ${bits} bits`)
}

function checkPrivate(type: unknown): void {
  if (type !== 'private') throw invalidKey(`must be a private key, got a ${String(type)} key`)
}

/** Imports a key once, however often and however soon it is asked for. */
function importOnce(format: 'pkcs8' | 'jwk', key: object, algorithm: ClientValidationAlgorithm): LoadKey {
  let imported: Promise<CryptoKeyLike> | undefined
  const load = crypto.subtle.importKey as (...args: unknown[]) => Promise<CryptoKeyLike>
  return () => {
    imported ??= load
      .call(crypto.subtle, format, key, { name: NAMES[algorithm], hash: 'SHA-256' }, false, ['sign'])
      .catch((cause) => {
        throw invalidKey(`cannot be read as a private key for ${algorithm}`, cause)
      })
    return imported
  }
}

function loadDer({ pkcs8, modulusBits }: RsaPrivateKey, algorithm: ClientValidationAlgorithm): LoadKey {
  checkSize(modulusBits)
  return importOnce('pkcs8', pkcs8, algorithm)
}

function loadJwk(key: Record<string, unknown>, algorithm: ClientValidationAlgorithm): LoadKey {
  if (key.kty !== 'RSA') throw invalidKey('is not an RSA key; Twilio takes RSA keys of 2048 bits')
  if (typeof key.d !== 'string') throw invalidKey('is a public key; sign with the private key')
  if (key.alg !== undefined && key.alg !== algorithm)
    throw invalidKey(`is a JWK for another alg than ${algorithm}`)
  // Base64url of the modulus, which has no leading zero byte (RFC 7518 section 6.3.1.1).
  checkSize(typeof key.n === 'string' ? Math.floor((key.n.length * 6) / 8) * 8 : 0)
  const { kty, n, e, d, p, q, dp, dq, qi } = key
  return importOnce('jwk', { kty, n, e, d, p, q, dp, dq, qi }, algorithm)
}

function loadCryptoKey(key: CryptoKeyLike, algorithm: ClientValidationAlgorithm): LoadKey {
  checkPrivate(key.type)
  const { name, hash, modulusLength } = key.algorithm as {
    name: string
    hash?: { name: string }
    modulusLength?: number
  }
  if (name !== NAMES[algorithm] || hash?.name !== 'SHA-256' || !key.usages.includes('sign'))
    throw invalidKey(
      `must be a CryptoKey of ${NAMES[algorithm]} with SHA-256 that may sign, for ${algorithm}`,
    )
  checkSize(modulusLength ?? 0)
  return async () => key
}

function loadKeyObject(key: Record<string, unknown>, algorithm: ClientValidationAlgorithm): LoadKey {
  checkPrivate(key.type)
  if (key.asymmetricKeyType !== 'rsa')
    throw invalidKey('is not an RSA key; Twilio takes RSA keys of 2048 bits')
  const der = (key.export as (options: object) => Uint8Array).call(key, { type: 'pkcs8', format: 'der' })
  return loadDer(readPkcs8(der) as RsaPrivateKey, algorithm)
}

/**
 * Checks a private key as far as it shows without cryptography.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`; what shows only when the key is parsed is thrown by the function it returns
 */
export function checkPrivateKey(key: Key, algorithm: ClientValidationAlgorithm): LoadKey {
  if (typeof key === 'string') return loadDer(readPem(key), algorithm)
  if (key instanceof Uint8Array) return loadDer(readPem(new TextDecoder('latin1').decode(key)), algorithm)
  if (isRecord(key)) {
    if (typeof key.kty === 'string') return loadJwk(key, algorithm)
    if (typeof key.export === 'function') return loadKeyObject(key, algorithm)
    if (isRecord(key.algorithm)) return loadCryptoKey(key as unknown as CryptoKeyLike, algorithm)
  }
  throw invalidKey(`must be an RSA private key: a PEM, JWK, CryptoKey or KeyObject, got ${describe(key)}`)
}
