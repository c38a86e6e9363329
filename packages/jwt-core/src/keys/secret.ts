import { decodeBase64Url } from '#platform'
import { isBytes } from '../bytes.ts'
import { JwtOptionError } from '../errors.ts'
import { HMAC_ALGORITHMS, type HmacAlgorithm, isHmac } from '../jws/algorithms.ts'
import { isRecord } from '../options.ts'
import {
  type CryptoKeyLike,
  type HmacSecret,
  isCryptoKey,
  isJwk,
  isKeyObject,
  type Key,
  keyFamily,
} from './key.ts'
import { isKeyMaterial } from './key_material.ts'

/** A secret that was read from a key, and the algorithms it may be used with. */
export interface Secret {
  readonly secret: HmacSecret
  readonly algorithms: readonly HmacAlgorithm[]
}

const KEY_PAIR = 'is a public or private key, not an HMAC secret: text, bytes, an oct JWK or a secret key'

/** Which text was last found to be no key pair: a service comes with the same one all day. */
let lastText = ''

function invalid(option: string, problem: string): JwtOptionError {
  return new JwtOptionError(option, problem, 'ERR_KEY_INVALID')
}

/**
 * Reads the shared secret that a key holds.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID` when it is a key of another kind in whatever spelling
 */
export function readSecret(option: string, key: Key): Secret {
  if (typeof key === 'string' || isBytes(key)) {
    if (key !== lastText && isKeyMaterial(key)) throw invalid(option, KEY_PAIR)
    if (typeof key === 'string') lastText = key
    return { secret: key, algorithms: HMAC_ALGORITHMS }
  }
  if (keyFamily(key) !== 'hmac') throw invalid(option, KEY_PAIR)
  if (isJwk(key)) return readOctJwk(option, key)
  if (isCryptoKey(key)) return readCryptoKey(option, key)
  const bytes = isKeyObject(key) ? key.export() : undefined
  if (!isBytes(bytes) || bytes.length === 0) throw invalid(option, 'is a KeyObject without a secret')
  return { secret: new Uint8Array(bytes), algorithms: HMAC_ALGORITHMS }
}

/** An `oct` JWK (RFC 7518 section 6.4); what it says of its own use is held to. */
function readOctJwk(option: string, { k, alg, use, key_ops }: Readonly<Record<string, unknown>>): Secret {
  const bytes = typeof k === 'string' ? decodeBase64Url(k) : undefined
  if (bytes === undefined || bytes.length === 0)
    throw invalid(option, 'is an oct JWK whose k is no base64url of a secret')
  if (use !== undefined && use !== 'sig') throw invalid(option, 'is a JWK whose use is not sig')
  if (
    key_ops !== undefined &&
    !(Array.isArray(key_ops) && (key_ops.includes('sign') || key_ops.includes('verify')))
  )
    throw invalid(option, 'is a JWK whose key_ops name neither sign nor verify')
  if (alg !== undefined && !isHmac(alg)) throw invalid(option, 'is an oct JWK for no HMAC algorithm')
  return { secret: new Uint8Array(bytes), algorithms: alg === undefined ? HMAC_ALGORITHMS : [alg] }
}

function readCryptoKey(option: string, key: CryptoKeyLike): Secret {
  const { name, hash } = key.algorithm as { name: string; hash?: { name: string } }
  const alg = isRecord(hash) && `${hash.name}`.replace('SHA-', 'HS')
  if (name !== 'HMAC' || !isHmac(alg))
    throw invalid(option, 'is a CryptoKey for no HMAC algorithm (HMAC with SHA-256, SHA-384 or SHA-512)')
  return { secret: key, algorithms: [alg] }
}
