import { createHash, generateKeyPairSync } from 'node:crypto'
import { ClientValidationToken } from '@x/client-validation'
import { Jwt } from '@x/jwt-core'
import { createSigner } from 'fast-jwt'
import { importPKCS8, SignJWT } from 'jose'
import twilio from 'twilio'
import { type ExpectedToken, FAST_JWT, type Minter, OURS_ASYNC } from './contestant.ts'
import { ACCOUNT_SID, CREDENTIAL_SID, epochSeconds, KEY_SID, TTL } from './fixture.ts'

/** The algorithms with a key pair that are measured. */
export const PAIR_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
export type PairAlgorithm = (typeof PAIR_ALGORITHMS)[number]

/** A key pair as PEM. */
interface Pair {
  readonly publicKey: string
  readonly privateKey: string
}

const pairs = new Map<PairAlgorithm, Pair>()

/** A pair made for this run. */
function pairFor(alg: PairAlgorithm): Pair {
  const type = { RS256: 'rsa', PS256: 'rsa', ES256: 'ec', EdDSA: 'ed25519' } as const
  const pair =
    pairs.get(alg) ??
    (generateKeyPairSync(type[alg] as 'rsa', {
      ...{ modulusLength: 2048, namedCurve: 'P-256' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }) as Pair)
  pairs.set(alg, pair)
  return pair
}

/** What every token of the suite holds. */
export function pairToken(alg: PairAlgorithm): ExpectedToken {
  return {
    header: { alg, typ: 'JWT' },
    claims: (identity, now) => ({ iss: KEY_SID, sub: identity, exp: now + TTL, iat: now }),
    publicKey: pairFor(alg).publicKey,
    secret: '',
  }
}

/** Each is given the PEM once; jose makes a CryptoKey of it, which is the form it is fastest with. */
export function pairMinters(alg: PairAlgorithm): Minter[] {
  const { header, claims } = pairToken(alg)
  const { privateKey } = pairFor(alg)
  const build = (identity: string) => claims(identity, epochSeconds()) as Record<string, unknown>
  const jwt = new Jwt(privateKey, { algorithm: alg })
  const imported = importPKCS8(privateKey, alg)
  const fast = createSigner({ key: privateKey, algorithm: alg })
  return [
    { name: OURS_ASYNC, run: (identity) => jwt.encode(build(identity)) },
    {
      name: 'jose',
      run: async (identity) =>
        new SignJWT(build(identity)).setProtectedHeader({ ...header, alg }).sign(await imported),
    },
    { name: FAST_JWT, run: (identity) => fast(build(identity)) },
  ]
}

const REQUEST = {
  method: 'POST',
  host: 'api.twilio.com',
  path: `/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json`,
}
const AUTHORIZATION = 'Basic dXNlcjpwYXNzd29yZA=='

/** Signed requests; the identity is who is called. */
export function validationMinters(): Minter[] {
  const { privateKey } = pairFor('RS256')
  const account = { accountSid: ACCOUNT_SID, credentialSid: CREDENTIAL_SID, privateKey }
  const ours = new ClientValidationToken({ ...account, apiKeySid: KEY_SID })
  const theirs = new twilio.jwt.ValidationToken({ ...account, signingKey: KEY_SID })
  const url = `https://${REQUEST.host}${REQUEST.path}`
  const headers = { Authorization: AUTHORIZATION }
  return [
    {
      name: OURS_ASYNC,
      run: (identity) => ours.sign({ method: REQUEST.method, url, headers, body: `To=${identity}` }),
    },
    {
      name: 'twilio',
      run: (identity) =>
        theirs.fromHttpRequest({ method: REQUEST.method, url, headers, data: `To=${identity}` } as never),
    },
  ]
}

/** The token of a signed request: the two hashes are what ours and twilio's must agree on. */
export function validationToken(): ExpectedToken {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const canonical = (identity: string) =>
    [
      ...[REQUEST.method, REQUEST.path, '', `authorization:${AUTHORIZATION}`, `host:${REQUEST.host}`, ''],
      ...['authorization;host', hash(`To=${identity}`)],
    ].join('\n')
  return {
    header: { cty: 'twilio-pkrv;v=1', typ: 'JWT', alg: 'RS256', kid: CREDENTIAL_SID },
    claims: (identity, now) => ({
      iss: KEY_SID,
      sub: ACCOUNT_SID,
      hrh: 'authorization;host',
      rqh: hash(canonical(identity)),
      iat: now,
      exp: now + 300,
    }),
    publicKey: pairFor('RS256').publicKey,
    secret: '',
  }
}
