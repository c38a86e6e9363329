import type { AsymmetricAlgorithm } from './algorithm.ts'
import type { CompactParts } from './compact.ts'
import { JwtDecodeError, type JwtError, JwtOptionError } from './errors.ts'
import type { JsonWebKeyLike, Key } from './key.ts'

// jose is loaded when the first key pair is used, so that HMAC tokens never pay for it.

type JoseKey = Parameters<InstanceType<typeof import('jose/jws/compact/sign').CompactSign>['sign']>[0]

function unusable(option: string, problem: string, cause?: unknown): JwtOptionError {
  return new JwtOptionError(option, problem, 'ERR_KEY_INVALID', { cause })
}

async function importKey(
  option: string,
  key: Key,
  alg: AsymmetricAlgorithm,
  misfit: (problem: string, cause: unknown) => JwtError,
): Promise<JoseKey> {
  if (typeof key !== 'string') {
    // WebCrypto exports such a JWK under the curve's own name, jose knows it by that of RFC 8037.
    const isEd25519 = alg === 'EdDSA' && (key as JsonWebKeyLike).alg === 'Ed25519'
    return (isEd25519 ? { ...key, alg } : key) as JoseKey
  }
  const { importPKCS8, importSPKI, importX509 } = await import('jose/key/import')
  const pem = key.trim()
  try {
    if (pem.startsWith('-----BEGIN PRIVATE KEY-----')) return await importPKCS8(pem, alg)
    if (pem.startsWith('-----BEGIN PUBLIC KEY-----')) return await importSPKI(pem, alg)
    if (pem.startsWith('-----BEGIN CERTIFICATE-----')) return await importX509(pem, alg)
  } catch (cause) {
    throw misfit(`${option} is no PEM key for ${alg}`, cause)
  }
  throw unusable(
    option,
    'must be a PEM of PKCS#8, SPKI or X.509; convert another kind with: openssl pkcs8 -topk8 -nocrypt -in key.pem',
  )
}

/** Signs with a private key and returns the whole compact token. */
export async function signAsymmetric(
  option: string,
  header: { alg: AsymmetricAlgorithm },
  payload: Uint8Array,
  key: Key,
): Promise<string> {
  const { CompactSign } = await import('jose/jws/compact/sign')
  const imported = await importKey(option, key, header.alg, (_, cause) => {
    return unusable(option, `is no PEM key for ${header.alg}`, cause)
  })
  try {
    return await new CompactSign(payload).setProtectedHeader({ ...header }).sign(imported)
  } catch (cause) {
    throw unusable(
      option,
      `cannot sign with ${header.alg}: it must be a private key of that algorithm`,
      cause,
    )
  }
}

/** The token chose the algorithm, so it is the token that does not fit the key. */
function misfit(problem: string, cause: unknown): JwtDecodeError {
  return new JwtDecodeError('ERR_KEY_INVALID', problem, { cause })
}

/** Whether the token was signed with the private twin of `key`. */
export async function verifyAsymmetric(
  option: string,
  alg: AsymmetricAlgorithm,
  parts: CompactParts,
  key: Key,
): Promise<boolean> {
  const { flattenedVerify } = await import('jose/jws/flattened/verify')
  const [header = '', payload = ''] = parts.signingInput.split('.')
  const imported = await importKey(option, key, alg, misfit)
  try {
    await flattenedVerify({ protected: header, payload, signature: parts.signature }, imported, {
      algorithms: [alg],
    })
    return true
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return false
    throw misfit(`${option} cannot verify ${alg}: it must be a public key of that algorithm`, cause)
  }
}
