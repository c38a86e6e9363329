import type { ALGORITHMS as RSA_ALGORITHMS } from '@x/client-validation/facts'
import { JwtError } from '@x/jwt-core'
import { builtinModule } from './builtin_module.ts'

// twilio's ValidationToken hashes and signs synchronously, which WebCrypto cannot.

type Crypto = typeof import('node:crypto')
type PrivateKey = ReturnType<Crypto['createPrivateKey']>

const MIN_BITS = 2048

/** The algorithms that each type of key is for. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  ec: 'ES256, ES384, ES512',
  rsa: 'RS256, PS256, RS384, PS384, RS512, PS512',
  'rsa-pss': 'PS256, PS384, PS512',
}

function loadCrypto(): Crypto {
  const crypto = builtinModule('node:crypto')
  if (crypto !== undefined) return crypto
  throw new JwtError(
    'ERR_SYNC_UNSUPPORTED',
    'this runtime has no synchronous crypto; use ClientValidationToken of @x/client-validation',
  )
}

/** The lower-case hex SHA-256 of text (its UTF-8) or bytes. */
export function sha256Hex(data: string | Uint8Array): string {
  return loadCrypto().createHash('sha256').update(data).digest('hex')
}

function isKeyObject(key: unknown): key is PrivateKey {
  return key instanceof loadCrypto().KeyObject
}

/** Reads a private key, with twilio's messages for one that cannot sign. */
function readPrivateKey(key: unknown, alg: string): PrivateKey {
  if (!key) throw new Error('secretOrPrivateKey must have a value')
  let parsed: PrivateKey | undefined
  try {
    parsed = isKeyObject(key) ? key : loadCrypto().createPrivateKey(key as string)
  } catch {
    if (typeof key !== 'string' && !ArrayBuffer.isView(key))
      throw new Error('secretOrPrivateKey is not valid key material')
  }
  if (parsed?.type !== 'private')
    throw new Error(`secretOrPrivateKey must be an asymmetric key when using ${alg}`)
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = parsed
  if ((details?.modulusLength ?? MIN_BITS) < MIN_BITS)
    throw new Error(`secretOrPrivateKey has a minimum key size of ${MIN_BITS} bits for ${alg}`)
  const algorithms = ALGORITHMS[`${type}`]
  if (algorithms === undefined) throw new Error(`Unknown key type "${type}".`)
  if (!algorithms.includes(alg))
    throw new Error(`"alg" parameter for "${type}" key type must be one of: ${algorithms}.`)
  if (type === 'rsa-pss' && (details?.hashAlgorithm !== 'sha256' || details.mgf1HashAlgorithm !== 'sha256'))
    throw new Error(
      `Invalid key for this operation, its RSA-PSS parameters do not meet the requirements of "alg" ${alg}.`,
    )
  return parsed
}

/** A header whose algorithm takes an RSA private key. */
interface RsaHeader {
  readonly alg: (typeof RSA_ALGORITHMS)[number]
  readonly [member: string]: unknown
}

/** Signs claims with an RSA private key (RFC 7518 sections 3.3 and 3.5). */
export function signRsa(header: RsaHeader, claims: object, key: unknown): string {
  const privateKey = readPrivateKey(key, header.alg)
  const { constants, createSign } = loadCrypto()
  const { Buffer } = process.getBuiltinModule('node:buffer')
  const [head, body] = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const padding =
    header.alg === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING }
  const signer = createSign('sha256').update(`${head}.${body}`)
  return `${head}.${body}.${signer.sign({ key: privateKey, ...padding }, 'base64url')}`
}
