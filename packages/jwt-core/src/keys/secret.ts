import { decodeBase64Url } from '#platform'
import { isBytes, latin1 } from '../bytes.ts'
import { HMAC_ALGORITHMS, type HmacAlgorithm, isHmac } from '../jws/algorithms.ts'
import { checkName, isRecord } from '../options.ts'
import {
  type CryptoKeyLike,
  checkUse,
  type HmacSecret,
  invalidKey,
  isCryptoKey,
  isJwk,
  isKeyObject,
  type JsonWebKeyLike,
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

/** Which text was last found to be a secret: a service comes with the same one all day. */
let lastText = ''

/**
 * Reads the shared secret that a key holds.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID` when it is a key of another kind in whatever spelling
 */
export function readSecret(option: string, key: Key): Secret {
  if (typeof key === 'string' || isBytes(key)) return checked(option, key)
  if (keyFamily(key) !== 'hmac') throw invalidKey(option, KEY_PAIR)
  if (isJwk(key)) return readOctJwk(option, key)
  if (isCryptoKey(key)) return readCryptoKey(option, key)
  const bytes = isKeyObject(key) ? key.export() : undefined
  if (!isBytes(bytes) || !bytes.length) throw invalidKey(option, 'is a KeyObject without a secret')
  return checked(option, new Uint8Array(bytes))
}

function checked(option: string, secret: string | Uint8Array, algorithms = HMAC_ALGORITHMS): Secret {
  if (typeof secret !== 'string') checkName(option, latin1(secret))
  if (secret !== lastText && isKeyMaterial(secret)) throw invalidKey(option, KEY_PAIR)
  if (typeof secret === 'string') lastText = secret
  return { secret, algorithms }
}

/** An `oct` JWK (RFC 7518 section 6.4). */
function readOctJwk(option: string, jwk: JsonWebKeyLike): Secret {
  const { k, alg } = jwk
  const bytes = typeof k === 'string' ? decodeBase64Url(k) : undefined
  if (!bytes?.length) throw invalidKey(option, 'is an oct JWK whose k is no base64url of a secret')
  checkUse(option, jwk, ['sign', 'verify'], HMAC_ALGORITHMS)
  return checked(option, new Uint8Array(bytes), isHmac(alg) ? [alg] : undefined)
}

function readCryptoKey(option: string, key: CryptoKeyLike): Secret {
  const { name, hash } = key.algorithm as { name: string; hash?: { name: string } }
  const alg = isRecord(hash) && `${hash.name}`.replace('SHA-', 'HS')
  if (name !== 'HMAC' || !isHmac(alg))
    throw invalidKey(option, 'is a CryptoKey for no HMAC with SHA-256, SHA-384 or SHA-512')
  return { secret: key, algorithms: [alg] }
}
