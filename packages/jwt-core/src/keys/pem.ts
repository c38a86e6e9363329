import { decodeBase64Url } from '#platform'
import { latin1 } from '../bytes.ts'
import {
  type DerKey,
  readCertificate,
  readPkcs1Private,
  readPkcs1Public,
  readPkcs8,
  readSpki,
} from './der.ts'
import { invalidKey } from './key.ts'

/** What a PEM file holds: a private key, a public one, or both. */
export interface PemKeys {
  readonly private?: DerKey
  readonly public?: DerKey
}

const PRIVATE: Readonly<Record<string, (der: Uint8Array) => DerKey>> = {
  'PRIVATE KEY': readPkcs8,
  'RSA PRIVATE KEY': readPkcs1Private,
}
const PUBLIC: Readonly<Record<string, (der: Uint8Array) => DerKey>> = {
  'PUBLIC KEY': readSpki,
  'RSA PUBLIC KEY': readPkcs1Public,
  CERTIFICATE: readCertificate,
  'X509 CERTIFICATE': readCertificate,
}

interface Block {
  readonly label: string
  readonly content: string
}

/** The blocks of a PEM file (RFC 7468), whatever stands around them; the rest of it when one has no end. */
function* blocksOf(text: string): Generator<Block> {
  const begin = '-----BEGIN '
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, at)) {
    const afterLabel = text.indexOf('-----', at + begin.length)
    const label = text.slice(at + begin.length, afterLabel)
    const end = `-----END ${label}-----`
    const afterContent = text.indexOf(end, afterLabel)
    if (afterLabel === -1 || afterContent === -1) return
    yield { label, content: text.slice(afterLabel + 5, afterContent) }
    at = afterContent + end.length
  }
}

function decodeBase64(text: string): Uint8Array | undefined {
  const packed = text.replace(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_')
  return decodeBase64Url(packed.replace(/={1,2}$/, ''))
}

/** How a block becomes one that can be read, where that is so; each command is run by a test. */
function mendOf({ label, content }: Block): string | undefined {
  const convert = 'openssl pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem'
  if (label === 'ENCRYPTED PRIVATE KEY' || content.includes('ENCRYPTED'))
    return `is encrypted; decrypt it with: ${convert}`
  if (label === 'EC PRIVATE KEY') return `is an EC key in the form of SEC 1; convert it with: ${convert}`
  if (label !== 'OPENSSH PRIVATE KEY') return undefined
  const bytes = decodeBase64(content)
  const isRsaOrEc = bytes !== undefined && /ssh-rsa|ecdsa-sha2-/.test(latin1(bytes))
  return isRsaOrEc
    ? 'is in the format of OpenSSH; convert it in its place with: ssh-keygen -p -m PKCS8 -N "" -f key.pem'
    : 'is in the format of OpenSSH; make one for tokens with: openssl genpkey -algorithm ed25519 -out key.pem'
}

/**
 * Reads the keys of a PEM file: PKCS#8, PKCS#1, SubjectPublicKeyInfo or an X.509 certificate, the first private and
 * the first public one.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`, which says how to convert what cannot be read
 */
export function readPem(option: string, text: string): PemKeys {
  const invalid = (problem: string) => invalidKey(option, problem)
  if (text.includes('\\n'))
    throw invalid("holds \\n as two characters; turn them into line breaks: key.replaceAll('\\\\n', '\\n')")
  const keys: { private?: DerKey; public?: DerKey } = {}
  let mend: string | undefined
  let damaged: string | undefined
  for (const block of blocksOf(text)) {
    const isPrivate = Object.hasOwn(PRIVATE, block.label)
    const reader = isPrivate
      ? PRIVATE[block.label]
      : Object.hasOwn(PUBLIC, block.label) && PUBLIC[block.label]
    const problem = mendOf(block)
    mend ??= problem
    if (!reader || problem !== undefined || keys[isPrivate ? 'private' : 'public'] !== undefined) continue
    const key = readBlock(reader, block)
    if (key === undefined) {
      damaged ??= block.label
      continue
    }
    keys[isPrivate ? 'private' : 'public'] = key
  }
  if (keys.private === undefined && mend !== undefined) throw invalid(mend)
  if (keys.private === undefined && keys.public === undefined)
    throw invalid(
      damaged !== undefined
        ? `is a damaged PEM: what stands between its lines is no ${damaged}`
        : 'must be a PEM of PKCS#8, PKCS#1, SPKI or X.509, from -----BEGIN to the end of the -----END line',
    )
  return keys
}

function readBlock(reader: (der: Uint8Array) => DerKey, { content }: Block): DerKey | undefined {
  const der = decodeBase64(content)
  try {
    return der && reader(der)
  } catch {
    return undefined
  }
}
