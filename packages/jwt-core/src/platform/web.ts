// HMAC through jose, for every runtime with WebCrypto. The twin of node.ts: the same names, the same results.
import { FlattenedSign } from 'jose/jws/flattened/sign'
import { flattenedVerify } from 'jose/jws/flattened/verify'
import type { HmacAlgorithm } from '../algorithm.ts'
import { JwtError } from '../errors.ts'
import type { HmacSecret } from '../key.ts'

/** Whether the `…Sync` functions work here. */
export const syncSupported = false

const encoder = /* @__PURE__ */ new TextEncoder()

export function encodeBase64Url(data: string | Uint8Array): string {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
}

/** The bytes of canonical, unpadded base64url (RFC 7515 section 2); undefined for anything else. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    return encodeBase64Url(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}

/** The text of valid UTF-8, a leading BOM kept; undefined for anything else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function bytesOf(secret: HmacSecret): Uint8Array {
  return typeof secret === 'string' ? encoder.encode(secret) : secret
}

export async function signHmac(_alg: HmacAlgorithm, secret: HmacSecret, input: string): Promise<string> {
  const [header = '', payload = ''] = input.split('.')
  const jws = await new FlattenedSign(decodeBase64Url(payload) as Uint8Array)
    .setProtectedHeader(JSON.parse(decodeUtf8(decodeBase64Url(header) as Uint8Array) as string))
    .sign(bytesOf(secret))
  return jws.signature
}

export async function verifyHmac(
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
): Promise<boolean> {
  // jose takes other spellings of the same bytes.
  if (decodeBase64Url(signature) === undefined) return false
  const [header = '', payload = ''] = input.split('.')
  return flattenedVerify({ protected: header, payload, signature }, bytesOf(secret), {
    algorithms: [alg],
  }).then(
    () => true,
    () => false,
  )
}

function unsupported(): never {
  throw new JwtError(
    'ERR_SYNC_UNSUPPORTED',
    'this runtime has no synchronous crypto; call the promise-returning twin instead',
  )
}

export const signHmacSync: (alg: HmacAlgorithm, secret: HmacSecret, input: string) => string = unsupported
export const verifyHmacSync: (
  alg: HmacAlgorithm,
  secret: HmacSecret,
  input: string,
  signature: string,
) => boolean = unsupported
