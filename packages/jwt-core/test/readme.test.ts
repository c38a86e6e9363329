import { createSecretKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Jwt, type Key } from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
/** A row of the table of keys: what it says that an algorithm takes. */
const row = (algorithm: string) =>
  new RegExp(`^\\| ${algorithm}[^|]*\\|([^|]*)\\|`, 'm').exec(readme)?.[1] ?? ''

const { subtle } = globalThis.crypto
const bytes = new Uint8Array(32).fill(7)
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const jwk = pair.privateKey.export({ format: 'jwk' })
const pem = (type: 'pkcs1' | 'pkcs8') => pair.privateKey.export({ type, format: 'pem' }) as string

/** Each form that the table names, as it names it, and a key of that form to sign with. */
const FORMS: readonly (readonly [algorithm: string, named: string, key: () => Key | Promise<Key>])[] = [
  ['HS256', 'a string', () => 'a'.repeat(32)],
  ['HS256', 'bytes', () => bytes],
  ['HS256', '`oct` JWK', () => ({ kty: 'oct', k: Buffer.from(bytes).toString('base64url') })],
  ['HS256', 'secret `KeyObject`', () => createSecretKey(bytes)],
  [
    'HS256',
    'HMAC `CryptoKey`',
    () => subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
  ],
  ['RS', 'PEM as text', () => pem('pkcs8')],
  ['RS', 'or bytes', () => Buffer.from(pem('pkcs8'))],
  ['RS', 'PKCS#8', () => pem('pkcs8')],
  ['RS', 'PKCS#1', () => pem('pkcs1')],
  ['RS', 'JWK', () => ({ ...jwk, kty: 'RSA' })],
  ['RS', '`CryptoKey`', () => subtle.importKey('jwk', jwk, rsa, false, ['sign'])],
  ['RS', '`KeyObject`', () => pair.privateKey],
]

it.each(FORMS)('the table of keys is right: %s takes %s', async (algorithm, named, key) => {
  expect(row(algorithm)).toContain(named)
  const alg = algorithm === 'RS' ? 'RS256' : 'HS256'
  const taken = await key()
  const jwt = await new Jwt(taken, { algorithm: alg }).encode({ a: 1 })
  expect(await Jwt.decode(jwt, alg === 'RS256' ? pair.publicKey : taken)).toMatchObject({ a: 1 })
})
