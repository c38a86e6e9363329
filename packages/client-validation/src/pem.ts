import { JwtOptionError } from '@x/jwt-core'
import { type RsaPrivateKey, readPkcs1, readPkcs8 } from './rsa_der.ts'

export function invalidKey(problem: string, cause?: unknown): JwtOptionError {
  return new JwtOptionError('privateKey', problem, 'ERR_KEY_INVALID', { cause })
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-[^-]+)*)-----END \1-----/g

/** What is said of the PEM files that hold no key we can sign with. */
const OTHERS: Readonly<Record<string, string>> = {
  'ENCRYPTED PRIVATE KEY':
    'is encrypted; decrypt it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out decrypted.pem',
  'PUBLIC KEY': 'is a public key, which is for Twilio to keep; sign with the private key',
  'RSA PUBLIC KEY': 'is a public key, which is for Twilio to keep; sign with the private key',
  CERTIFICATE: 'is a certificate; sign with the private key',
  'EC PRIVATE KEY': 'is an EC key; Twilio takes RSA keys',
  'OPENSSH PRIVATE KEY': 'is in the format of OpenSSH; convert it with: ssh-keygen -p -m PKCS8 -f key.pem',
}

function decodeBase64(text: string): Uint8Array {
  const base64 = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new RangeError('no base64')
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/**
 * Reads an RSA private key from a PEM file: PKCS#8 (`BEGIN PRIVATE KEY`) or PKCS#1 (`BEGIN RSA PRIVATE KEY`).
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function readPem(text: string): RsaPrivateKey {
  if (text.includes('\\n'))
    throw invalidKey(
      "holds \\n as two characters; turn them into line breaks: key.replaceAll('\\\\n', '\\n')",
    )
  const blocks = [...text.matchAll(BLOCK)]
  // A file may hold the certificate beside the key.
  const block = blocks.find(([, label]) => label?.endsWith('PRIVATE KEY')) ?? blocks[0]
  const [, label = '', content = ''] = block ?? []
  const problem = content.includes('ENCRYPTED') ? OTHERS['ENCRYPTED PRIVATE KEY'] : OTHERS[label]
  if (problem !== undefined) throw invalidKey(problem)
  if (label !== 'PRIVATE KEY' && label !== 'RSA PRIVATE KEY')
    throw invalidKey('must be a PEM of an RSA private key, from -----BEGIN to the end of the -----END line')
  try {
    const der = decodeBase64(content)
    const key = label === 'PRIVATE KEY' ? readPkcs8(der) : readPkcs1(der)
    if (key !== undefined) return key
  } catch {
    throw invalidKey('is a damaged PEM: what stands between its lines is no private key')
  }
  throw invalidKey('is not an RSA key; Twilio takes RSA keys of 2048 bits')
}
