import { encodeUtf8 } from '#platform'
import { isBytes } from '../bytes.ts'
import { type CryptoKeyLike, invalidKey, isCryptoKey } from '../keys/key.ts'
import { type KeyPair, type PairKey, readKeyPair } from '../keys/key_pair.ts'
import { josesSubtle, type Subtle } from '../platform/webcrypto.ts'
import type { Algorithm } from './algorithms.ts'
import { checkSignaturePart } from './compact.ts'
import type { Families, SigningKey, VerifyingKey } from './family.ts'
import { HMAC_SIGNING, HMAC_VERIFYING } from './hmac.ts'

// jose is loaded when the first key pair is used, so that HMAC tokens never pay for it.

type JoseKey = Parameters<InstanceType<typeof import('jose/jws/compact/sign').CompactSign>['sign']>[0]

/**
 * Keys as WebCrypto takes them, by the algorithm they are for: to import one costs as much as to use it. Kept are keys and
 * no promises of them: one request on a Worker must not wait for what another, which may be cancelled, began.
 */
const imported = new WeakMap<PairKey, Map<Algorithm, JoseKey>>()

// What was loaded of jose: to ask for a module that is there takes as long as the rest of a signature with Ed25519.
let signer: typeof import('jose/jws/compact/sign') | undefined
let verifier: typeof import('jose/jws/flattened/verify') | undefined

/** WebCrypto's name of each family of algorithms, by the first two letters of its members. */
const NAMES: Readonly<Record<string, string>> = {
  RS: 'RSASSA-PKCS1-v1_5',
  PS: 'RSA-PSS',
  ES: 'ECDSA',
  Ed: 'Ed25519',
}

/** Imported here and not by jose: it would read PEM again, and it weighs 2 KB more in a bundle. */
function importKey({ type, kind, source }: PairKey, alg: Algorithm, subtle: Subtle): Promise<CryptoKeyLike> {
  const family = alg.slice(0, 2)
  const hash = /^[RP]S/.test(alg) ? { hash: `SHA-${alg.slice(2)}` } : {}
  const algorithm = { name: NAMES[family] as string, ...hash, ...(family === 'ES' && { namedCurve: kind }) }
  const usages = [type === 'private' ? 'sign' : 'verify']
  if (isBytes(source))
    return subtle.importKey(type === 'private' ? 'pkcs8' : 'spki', source, algorithm, false, usages)
  // What the JWK says of its use was held to; runtimes know an Ed25519 key by one of its names only.
  const { alg: _, use: __, key_ops: ___, ext: ____, ...members } = source as Record<string, unknown>
  return subtle.importKey('jwk', members, algorithm, false, usages)
}

/** The key as WebCrypto takes it, imported once. */
async function load(option: string, key: PairKey, alg: Algorithm): Promise<JoseKey> {
  const subtle = josesSubtle()
  if (!isBytes(key.source) && isCryptoKey(key.source)) return key.source as unknown as JoseKey
  const byAlgorithm = imported.get(key) ?? new Map<Algorithm, JoseKey>()
  const known = byAlgorithm.get(alg)
  if (known !== undefined) return known
  try {
    const made = (await importKey(key, alg, subtle)) as unknown as JoseKey
    imported.set(key, byAlgorithm.set(alg, made))
    return made
  } catch (cause) {
    throw invalidKey(option, `cannot be read as a ${key.type} key for ${alg}`, cause)
  }
}

function algorithmsOf({ private: ours, public: theirs }: KeyPair): readonly Algorithm[] {
  return [...new Set([...(ours?.algorithms ?? []), ...(theirs?.algorithms ?? [])])]
}

/** A call that is marked as pure, and not a spread, so that a bundle that signs alone, or verifies alone, holds no more. */
function withPairs<Use>(
  { hmac }: Families<Use>,
  pairs: Pick<Required<Families<Use>>, 'pair'>,
): Required<Families<Use>> {
  return { hmac, ...pairs }
}

/** Signing of every family; key pairs (RFC 7518 sections 3.3 to 3.5, RFC 8037, RFC 9864) by way of jose. */
export const SIGNING: Required<Families<SigningKey>> = /* @__PURE__ */ withPairs(HMAC_SIGNING, {
  pair(option, key) {
    const pair = readKeyPair(option, key)
    return {
      algorithms: algorithmsOf(pair),
      async sign(header, payload) {
        const { alg } = header
        const ours = pair.private
        if (!ours?.algorithms.some((each) => each === alg))
          throw invalidKey(option, `cannot sign with ${alg}: it must be a private key of that algorithm`)
        const key = await load(option, ours, alg)
        signer ??= await import('jose/jws/compact/sign')
        const { CompactSign } = signer
        try {
          const bytes = typeof payload === 'string' ? encodeUtf8(payload) : payload
          return await new CompactSign(bytes).setProtectedHeader({ ...header } as { alg: string }).sign(key)
        } catch (cause) {
          throw invalidKey(option, `cannot sign with ${alg}`, cause)
        }
      },
    }
  },
})

/** Verifying of every family; key pairs by way of jose. */
export const VERIFYING: Required<Families<VerifyingKey>> = /* @__PURE__ */ withPairs(HMAC_VERIFYING, {
  pair(option, key) {
    const pair = readKeyPair(option, key)
    return {
      algorithms: algorithmsOf(pair),
      async verify(alg, parts) {
        // jose reads other spellings of a signature as well.
        checkSignaturePart(parts)
        const { signingInput, signature } = parts
        const theirs = pair.public
        if (!theirs?.algorithms.some((each) => each === alg))
          throw invalidKey(option, `cannot verify ${alg}: it must be a public key of that algorithm`)
        const key = await load(option, theirs, alg)
        verifier ??= await import('jose/jws/flattened/verify')
        const { flattenedVerify } = verifier
        const [header = '', payload = ''] = signingInput.split('.')
        try {
          await flattenedVerify({ protected: header, payload, signature }, key, { algorithms: [alg] })
          return true
        } catch (cause) {
          // jose's own errors are of the token, which was looked at already: its signature is what is left.
          if (`${(cause as { code?: unknown }).code}`.startsWith('ERR_JW')) return false
          throw invalidKey(option, `cannot verify ${alg}`, cause)
        }
      },
    }
  },
})
