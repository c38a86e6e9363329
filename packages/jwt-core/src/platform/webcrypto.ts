import { JwtError } from '../errors.ts'
import { type CryptoKeyLike, invalidKey } from '../keys/key.ts'

/** What is used of WebCrypto's `SubtleCrypto`, without any runtime's types. */
export interface Subtle {
  importKey(
    format: 'raw',
    bytes: Uint8Array,
    algorithm: { readonly name: string; readonly hash: { readonly name: string } },
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKeyLike>
  importKey(
    format: 'pkcs8' | 'spki' | 'jwk',
    key: object,
    algorithm: { readonly name: string; readonly hash?: string; readonly namedCurve?: string },
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKeyLike>
  digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer>
  sign(
    algorithm: 'HMAC' | { readonly name: string },
    key: CryptoKeyLike,
    data: Uint8Array,
  ): Promise<ArrayBuffer>
  verify(
    algorithm: 'HMAC' | { readonly name: string },
    key: CryptoKeyLike,
    signature: Uint8Array,
    data: Uint8Array,
  ): Promise<boolean>
}

interface Globals {
  readonly crypto?: { readonly subtle?: Subtle }
  readonly process?: { getBuiltinModule?(id: string): { readonly webcrypto?: { readonly subtle: Subtle } } }
}

function lacking(): JwtError {
  return new JwtError(
    'ERR_RUNTIME_UNSUPPORTED',
    'this runtime has no crypto.subtle: serve the page over https or from localhost; in React Native, install react-native-quick-crypto',
  )
}

/**
 * The runtime's WebCrypto, looked up at the call: what an application installs at start-up counts. A browser's stand-in
 * within Node, such as jsdom, has none of its own, but Node's is below it.
 *
 * @throws JwtError `ERR_RUNTIME_UNSUPPORTED`
 */
export function subtle(): Subtle {
  const { crypto, process } = globalThis as unknown as Globals
  const found = crypto?.subtle ?? process?.getBuiltinModule?.('node:crypto')?.webcrypto?.subtle
  if (found !== undefined) return found
  throw lacking()
}

/** As jose finds it: the global one, or in CommonJS, where jose is built in, that of `jose_crypto.ts`. */
declare const crypto: { readonly subtle?: Subtle } | undefined

/**
 * The WebCrypto that jose uses for key pairs.
 *
 * @throws JwtError `ERR_RUNTIME_UNSUPPORTED`
 */
export function josesSubtle(): Subtle {
  if (typeof crypto === 'undefined' || crypto.subtle === undefined) throw lacking()
  return crypto.subtle
}

/** Refuses a CryptoKey that was not made for this use. */
export function checkUsage(key: CryptoKeyLike, usage: 'sign' | 'verify'): CryptoKeyLike {
  if (key.usages.includes(usage)) return key
  throw invalidKey('secret', `is a CryptoKey without the usage ${usage}`)
}
