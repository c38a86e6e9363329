import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import * as jose from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { type Algorithm, decodeUnverified, Jwt, JwtError, type Key } from '../src/index.ts'
import * as node from '../src/platform/node.ts'
import * as web from '../src/platform/web.ts'

const encoder = new TextEncoder()
const HMAC = ['HS256', 'HS384', 'HS512'] as const
const secrets = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 80 })
  .filter((text) => !text.includes('-----BEGIN'))
const payloads = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())
  .map((value) => JSON.stringify(value))

describe('both platform files', () => {
  it('give jose’s bytes, and verify each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...HMAC), secrets, payloads, async (alg, secret, payload) => {
        const expected = await new jose.CompactSign(encoder.encode(payload))
          .setProtectedHeader({ alg })
          .sign(encoder.encode(secret))
        const input = `${node.encodeBase64Url(JSON.stringify({ alg }))}.${web.encodeBase64Url(payload)}`
        for (const platform of [node, web]) {
          const signature = await platform.signHmac(alg, secret, input)
          expect(`${input}.${signature}`).toBe(expected)
          expect(await platform.verifyHmac(alg, encoder.encode(secret), input, signature)).toBe(true)
          expect(await platform.verifyHmac(alg, `${secret}x`, input, signature)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each(HMAC)('give Node’s own HMAC for keys and inputs of every length: %s', async (alg) => {
    const lengths = [1, 31, 32, 63, 64, 65, 127, 128, 129, 400]
    for (const length of lengths)
      for (const unit of ['k', 'é', '€', '😀'])
        for (const size of [1, 500, 16_383, 16_384, 16_385, 20_000]) {
          const secret = unit.repeat(length)
          const bytes = encoder.encode(secret)
          const input = 'a'.repeat(size)
          const expected = createHmac(alg.replace('HS', 'sha'), secret).update(input).digest('base64url')
          expect(node.signHmac(alg, secret, input)).toBe(expected)
          expect(node.signHmac(alg, bytes, input)).toBe(expected)
          expect(node.verifyHmac(alg, bytes, input, expected)).toBe(true)
          // The low byte of this character is that of the one it replaces.
          const lookalike = String.fromCharCode(expected.charCodeAt(0) + 0x100) + expected.slice(1)
          expect(node.verifyHmac(alg, secret, input, lookalike)).toBe(false)
        }
  })

  it('hash alike', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const hash = createHash('sha256').update(bytes).digest('hex')
        expect([node.sha256Hex(bytes), await web.sha256Hex(bytes)]).toEqual([hash, hash])
      }),
    ))

  it('read what is almost base64url alike', () => {
    const stranger = fc.constantFrom(
      ...'+/=-_ \n\t\r\0.,~A9w',
      '\u0141',
      '\u012d',
      '\u0130',
      '\u00c1',
      '\ufeff',
      '\ud800',
      '😀',
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.string({ unit: 'grapheme', maxLength: 300 }).map(web.encodeUtf8)),
        fc.array(fc.tuple(fc.nat(400), fc.nat(1), stranger), { maxLength: 3 }),
        fc.nat(3),
        (bytes, changes, cut) => {
          let text = web.encodeBase64Url(bytes)
          for (const [place, replaced, letter] of changes) {
            const at = place % (text.length + 1)
            text = text.slice(0, at) + letter + text.slice(at + replaced)
          }
          text = text.slice(0, text.length - cut)
          expect(node.decodeText(text)).toBe(web.decodeText(text))
          const found = web.decodeBase64Url(text)
          expect(node.decodeBase64Url(text)).toEqual(found)
          if (found) expect(web.encodeBase64Url(found)).toBe(text)
        },
      ),
      { numRuns: 20_000 },
    )
  })

  it('read base64url and UTF-8 alike', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), fc.uint8Array(), (text, bytes) => {
        const plain = (found: Uint8Array | undefined) => found && [...found]
        expect(plain(node.decodeBase64Url(text))).toEqual(plain(web.decodeBase64Url(text)))
        expect(node.decodeUtf8(bytes)).toBe(web.decodeUtf8(bytes))
        expect(plain(node.decodeBase64Url(web.encodeBase64Url(bytes)))).toEqual([...bytes])
      }),
      { numRuns: 2000 },
    )
  })
})

const pairs: [Algorithm[], ReturnType<typeof generateKeyPairSync>][] = [
  [
    ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ],
  [['ES256'], generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  [['EdDSA'], generateKeyPairSync('ed25519')],
]

describe.each(pairs.flatMap(([algorithms, pair]) => algorithms.map((alg) => [alg, pair] as const)))(
  '%s',
  (alg, pair) => {
    it.each([
      [
        'PEM',
        pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        pair.publicKey.export({ type: 'spki', format: 'pem' }),
      ],
      ['JWK', pair.privateKey.export({ format: 'jwk' }), pair.publicKey.export({ format: 'jwk' })],
      ['KeyObject', pair.privateKey, pair.publicKey],
    ])('signs and verifies with a %s, and jose agrees', async (_, privateKey, publicKey) => {
      const token = await new Jwt(privateKey as Key, { algorithm: alg }).encode({ a: 1 })
      expect(await Jwt.decode(token, publicKey as Key)).toMatchObject({ a: 1 })
      expect((await jose.jwtVerify(token, pair.publicKey)).payload).toMatchObject({ a: 1 })
      const theirs = await new jose.SignJWT({ b: 2 }).setProtectedHeader({ alg }).sign(pair.privateKey)
      expect(await Jwt.decode(theirs, publicKey as Key, { algorithms: [alg] })).toEqual({ b: 2 })
      const { publicKey: other } = generateKeyPairSync('ed25519')
      await expect(Jwt.decode(token, other)).rejects.toBeInstanceOf(JwtError)
      expect(() => new Jwt(privateKey as Key, { algorithm: alg }).encodeSync({})).toThrow(
        expect.objectContaining({ code: 'ERR_SYNC_UNSUPPORTED' }),
      )
    })
  },
)

it('takes an Ed25519 JWK under either name of its algorithm', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const jwks = [privateKey, publicKey].map((key) => key.export({ format: 'jwk' }))
  for (const alg of ['Ed25519', 'EdDSA', undefined]) {
    const [ours, theirs] = jwks.map((jwk) => ({ ...jwk, ...(alg && { alg }) }))
    const token = await new Jwt(ours as Key, { algorithm: 'EdDSA' }).encode({ a: 1 })
    expect(await Jwt.decode(token, theirs as Key)).toMatchObject({ a: 1 })
  }
})

describe('jsonwebtoken', () => {
  it.each(HMAC)('takes our %s tokens, and we take theirs', async (algorithm) => {
    const token = await new Jwt('secret', { algorithm, issuer: 'SK1', subject: 'AC1' }).encode({
      a: 'Zoë 👩‍🚀',
    })
    const { iat: _, ...payload } = jsonwebtoken.verify(token, 'secret', {
      algorithms: [algorithm],
    }) as jsonwebtoken.JwtPayload
    expect(payload).toEqual(decodeUnverified(token).payload)
    const theirs = jsonwebtoken.sign({ b: 1 }, 'secret', { algorithm, expiresIn: 60 })
    expect(await Jwt.decode(theirs, 'secret', { requiredClaims: ['exp', 'iat'] })).toMatchObject({ b: 1 })
  })
})

describe('whatever is fed to decode', () => {
  it('gives a typed error or a verified token, and nothing else', async () => {
    const valid = await new Jwt('secret').encode({ a: 1, b: ['x', { c: null }] })
    const mutated = fc
      .tuple(fc.nat(valid.length - 1), fc.nat(3), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, cut, put]) => valid.slice(0, at) + put + valid.slice(at + cut))
    const parts = fc
      .array(
        fc.oneof(
          fc.uint8Array().map((bytes) => node.encodeBase64Url(bytes)),
          fc.json().map((json) => node.encodeBase64Url(json)),
        ),
        { maxLength: 4 },
      )
      .map((list) => list.join('.'))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), parts, mutated), async (token) => {
        try {
          await Jwt.decode(token, 'secret')
          expect(token).toBe(valid)
        } catch (error) {
          expect(error).toBeInstanceOf(JwtError)
          expect((error as JwtError).code).toMatch(/^ERR_(TOKEN|ALGORITHM|SIGNATURE|CLAIM)_/)
        }
      }),
      { numRuns: 10_000 },
    )
  })

  it('comes back as it was encoded, whatever the payload', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), async (given) => {
        const claims = JSON.parse(JSON.stringify({ ...given, iss: 'i', sub: 's', exp: 9e9, nbf: 0, iat: 0 }))
        expect(await Jwt.decode(await new Jwt('secret').encode(claims), 'secret')).toEqual(claims)
      }),
      { numRuns: 500 },
    )
  })
})
