import { JwtOptionError, type Key, readKeyPair, takeKey } from '@x/jwt-core/token'
import type { ALGORITHMS } from './facts.ts'

/** RSASSA-PKCS1-v1_5 or RSASSA-PSS, both with SHA-256 (RFC 7518 section 3.1): `RS256` or `PS256`. */
export type ClientValidationAlgorithm = (typeof ALGORITHMS)[number]

function invalidKey(problem: string): JwtOptionError {
  return new JwtOptionError('privateKey', problem, 'ERR_KEY_INVALID')
}

/**
 * Takes in a private key, checked as far as it shows without cryptography.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function takePrivateKey(key: unknown, algorithm: ClientValidationAlgorithm): Key {
  const taken = takeKey('privateKey', key)
  const { private: ours } = readKeyPair('privateKey', taken)
  if (ours === undefined)
    throw invalidKey('is a public key, which is for Twilio to keep; sign with the private key')
  if (ours.kind !== 'RSA') throw invalidKey('is not an RSA key; Twilio takes RSA keys of 2048 bits')
  if (!ours.algorithms.includes(algorithm))
    throw invalidKey(`is a key for another algorithm than ${algorithm}`)
  return taken
}
