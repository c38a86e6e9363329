import { createPublicKey, createSecretKey, type JsonWebKey, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { syncSupported } from '#platform'
import {
  createKeyResolver,
  createKeyRing,
  decodeUnverified,
  type JsonWebKeyLike,
  JwtDecodeError,
  JwtOptionError,
  type Key,
  type KeyOrRing,
  verifyCompact,
  verifyCompactSync,
} from '../src/index.ts'

// Project Wycheproof's vectors for JSON Web Signatures; the source and the licence stand in the file.

interface Vector {
  readonly tcId: number
  readonly comment: string
  readonly jws: string
  readonly result: 'valid' | 'invalid'
}

interface Group {
  readonly comment: string
  readonly key: JsonWebKeyLike & { readonly kid: string; readonly k?: string }
  readonly tests: readonly Vector[]
}

const file = new URL('../../../tools/testing/wycheproof_jws.json', import.meta.url)
const { groups } = JSON.parse(readFileSync(file, 'utf8')) as { readonly groups: readonly Group[] }

/** Where the answer is another than the file's, and why. */
const OTHERWISE: Readonly<Record<number, readonly [accepted: boolean, why: string]>> = {
  350: [false, 'the key says PS256, the token is PS384: what a key says of its use is held to'],
  351: [false, 'the key names an algorithm that does not exist, ES521'],
  367: [true, 'to the letter the token of 357, which is valid'],
  370: [true, 'to the letter the token of 357, which is valid'],
  372: [
    false,
    'a question mark is no base64url (RFC 7515 section 2), and the header that was signed had none',
  ],
  373: [
    false,
    'a question mark is no base64url (RFC 7515 section 2), and the payload that was signed had none',
  ],
}

/** Whether a token is accepted; a refusal is always of the token's or the key's, and both twins say the same. */
async function isAccepted(jws: string, key: KeyOrRing, sync = false): Promise<boolean> {
  const refused = (error: unknown): boolean => {
    if (!(error instanceof JwtDecodeError) && !(error instanceof JwtOptionError)) throw error
    return false
  }
  const accepted = await verifyCompact(jws, key).then(() => true, refused)
  if (sync && syncSupported) {
    let twin = true
    try {
      verifyCompactSync(jws, key)
    } catch (error) {
      twin = refused(error)
    }
    expect(twin).toBe(accepted)
  }
  return accepted
}

const expected = ({ tcId, result }: Vector) => OTHERWISE[tcId]?.[0] ?? result === 'valid'

describe('the Wycheproof vectors for JWS', () => {
  const symmetric = groups.filter(({ key }) => key.kty === 'oct')
  const pairs = groups.filter(({ key }) => key.kty !== 'oct')

  it('has every kind of them', () => {
    expect(symmetric.flatMap(({ tests }) => tests)).toHaveLength(39)
    expect(pairs.flatMap(({ tests }) => tests)).toHaveLength(58)
  })

  describe.each(symmetric)('$comment, with a secret', ({ key, tests }) => {
    const bytes = Buffer.from(key.k as string, 'base64url')
    it.each(tests)('$tcId $comment is $result in every form of the key', async (vector) => {
      const hash = { name: 'HMAC', hash: 'SHA-256' }
      const forms: Record<string, Key> = {
        bytes: new Uint8Array(bytes),
        jwk: key,
        'jwk without a use': { kty: 'oct', k: key.k },
        KeyObject: createSecretKey(bytes),
        CryptoKey: await webcrypto.subtle.importKey('raw', bytes, hash, false, ['verify']),
      }
      for (const [name, form] of Object.entries(forms)) {
        expect(await isAccepted(vector.jws, form, name !== 'CryptoKey'), name).toBe(expected(vector))
        const ring = createKeyRing({ [key.kid]: form })
        expect(await isAccepted(vector.jws, ring), `${name} in a ring`).toBe(expected(vector))
        const resolver = createKeyResolver(async () => form)
        expect(await isAccepted(vector.jws, resolver), `${name} of a resolver`).toBe(expected(vector))
      }
      if (expected(vector))
        expect(
          await isAccepted(
            vector.jws,
            Uint8Array.from(bytes, (b) => b ^ 1),
          ),
        ).toBe(false)
    })
  })

  describe.each(pairs)('$comment, with a public key', ({ key, tests }) => {
    it.each(tests)('$tcId $comment is $result', async (vector) => {
      expect(await isAccepted(vector.jws, key), 'jwk').toBe(expected(vector))
      const { key_ops, use } = key
      if (use === 'enc' || key_ops !== undefined) return
      const object = createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
      const spki = { type: 'spki', format: 'pem' } as const
      expect(await isAccepted(vector.jws, object), 'KeyObject').toBe(expected(vector))
      expect(await isAccepted(vector.jws, object.export(spki)), 'PEM').toBe(expected(vector))
      // The key's own bytes are no secret, whatever the token says.
      expect(await isAccepted(vector.jws, object.export({ type: 'spki', format: 'der' }))).toBe(false)
    })
  })

  it('takes the same tokens of RFC 7520 under keys that name no other algorithm', async () => {
    for (const { key, tests } of pairs.filter(({ key }) => key.kid.startsWith('bilbo'))) {
      const { alg: _, ...rest } = key
      for (const { jws } of tests) expect(await isAccepted(jws, rest)).toBe(true)
    }
  })

  it('lets nothing but its two typed errors out where a token is only looked at', () => {
    for (const { jws } of groups.flatMap(({ tests }) => tests))
      try {
        decodeUnverified(jws)
      } catch (error) {
        expect(error).toBeInstanceOf(JwtDecodeError)
      }
  })
})
