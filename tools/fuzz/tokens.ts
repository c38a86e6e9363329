// The keys of a rightly configured service, and tokens that are good under them.
import {
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  webcrypto,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AccessToken } from '@x/access-token'
import { ChatGrant } from '@x/grants-chat'
import { VideoGrant } from '@x/grants-video'
import { type Algorithm, Jwt, type Key, signCompact } from '@x/jwt-core'

/** The time by which everything is judged, in seconds since the epoch. */
export const NOW = 1_700_000_000
export const ACCOUNT: string = `AC${'0123456789abcdef'.repeat(2)}`
export const API_KEY: string = `SK${'fedcba9876543210'.repeat(2)}`
/** Another key of the same service, in its ring as well. */
export const OTHER_KEY: string = `SK${'00112233445566ff'.repeat(2)}`
export const SECRET = 'a-secret-that-only-the-fuzzer-has'
export const OTHER_SECRET = 'the-other-secret-the-fuzzer-holds'

/** A key pair of the service, and the algorithm it is used with. */
export interface Pair {
  readonly alg: Algorithm
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export interface Service {
  readonly pairs: readonly Pair[]
  /** One secret in each of its forms. */
  readonly forms: Readonly<Record<'text' | 'bytes' | 'jwk' | 'KeyObject' | 'CryptoKey', Key>>
  /** What an attacker has: what is public, and keys of their own. */
  readonly strange: readonly (string | Uint8Array)[]
  /** Tokens by HMAC that `SECRET` signed. */
  readonly bySecret: readonly string[]
  /** Tokens that the ring's other secret signed. */
  readonly byOther: readonly string[]
  /** Tokens of each pair, in the order of `pairs`. */
  readonly byPair: readonly string[]
  /** Tokens that somebody else's keys signed: the golden ones among them. */
  readonly byOthers: readonly string[]
}

function golden(): string[] {
  const file = new URL('../testing/tokens.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { token: string }[]).map(({ token }) => token)
}

function claims(more: object = {}): Record<string, unknown> {
  return { iss: API_KEY, sub: ACCOUNT, iat: NOW - 60, exp: NOW + 3000, ...more }
}

export async function createService(): Promise<Service> {
  const bytes = new TextEncoder().encode(SECRET)
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pairs: Pair[] = [
    { alg: 'RS256', ...rsa },
    { alg: 'PS256', ...rsa },
    { alg: 'ES256', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
    { alg: 'ES512', ...generateKeyPairSync('ec', { namedCurve: 'P-521' }) },
    { alg: 'EdDSA', ...generateKeyPairSync('ed25519') },
  ]
  const forms = {
    text: SECRET,
    bytes,
    jwk: { kty: 'oct', k: Buffer.from(bytes).toString('base64url') },
    KeyObject: createSecretKey(bytes),
    CryptoKey: await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]),
  }
  const access = (secret: string, key: string, region?: string) =>
    new AccessToken(ACCOUNT, key, secret, {
      ...{
        identity: 'alice',
        grants: [new VideoGrant({ room: 'daily' }), new ChatGrant({ serviceSid: 'ISa' })],
      },
      ...{ validUntil: Math.floor(Date.now() / 1000) + 3600, ...(region !== undefined && { region }) },
    })
  const mint = (secret: string, key: string) => [
    access(secret, key).toJwtSync(),
    access(secret, key, 'au1').toJwtSync(),
    new Jwt(secret, { issuer: key, allowExpired: true }).encodeSync(claims({ iss: key, role: 'admin' })),
    new Jwt(secret, { allowExpired: true }).encodeSync(
      claims({ iss: key, n: [1.5, null, 'é😀', { a: {} }] }),
    ),
  ]
  const payload = new TextEncoder().encode(JSON.stringify(claims()))
  const byPair = await Promise.all(
    pairs.map(({ alg, privateKey }) => signCompact({ alg, typ: 'JWT', kid: 'CRa' }, payload, privateKey)),
  )
  const spki = pairs.flatMap(({ publicKey }) => [
    publicKey.export({ type: 'spki', format: 'pem' }),
    publicKey.export({ type: 'spki', format: 'der' }),
    JSON.stringify(publicKey.export({ format: 'jwk' })),
  ])
  const stranger = randomBytes(32).toString('base64')
  return {
    pairs,
    forms,
    strange: [stranger, '', 'undefined', API_KEY, ACCOUNT, `${SECRET}\n`, SECRET.slice(1), ...spki],
    bySecret: mint(SECRET, API_KEY),
    byOther: mint(OTHER_SECRET, OTHER_KEY),
    byPair,
    byOthers: [...golden(), ...mint(stranger, API_KEY)],
  }
}

/** Signs what an attacker wrote with a key that the attacker has. */
export function signAs(input: string, key: string | Uint8Array, hash = 'sha256'): string {
  return `${input}.${createHmac(hash, key).update(input).digest('base64url')}`
}
