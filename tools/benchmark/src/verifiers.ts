import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import tsndr from '@tsndr/cloudflare-worker-jwt'
import { AccessToken, type VerifiedAccessToken } from '@x/access-token'
import { Jwt } from '@x/jwt-core'
import { createVerifier } from 'fast-jwt'
import * as hono from 'hono/jwt'
import { jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import jwtSimple from 'jwt-simple'
import { TokenVerifier } from 'livekit-server-sdk'
import {
  type AccessClaims,
  FAST_JWT,
  FLOOR,
  OURS_ASYNC,
  OURS_JWT,
  OURS_SYNC,
  type Verifier,
} from './contestant.ts'
import { KEY_SID, SECRET } from './fixture.ts'
import { joseKey } from './jose_key.ts'
import { NODE_RS, nodeRs } from './node_rs.ts'

type Claims = Record<string, unknown>

function readClaims({ iss, sub, exp, grants }: Claims): AccessClaims {
  const { identity, ...others } = grants as Claims
  return { issuer: iss, account: sub, identity, grants: others, expiresAt: exp }
}

function readOurs(token: VerifiedAccessToken): AccessClaims {
  const { signingKeySid: issuer, accountSid: account, identity, grants, expiresAt } = token
  return { issuer, account, identity, grants, expiresAt }
}

/** Keeps the type of what a verifier gives between `run` and `read`. */
function verifier<Output>(entry: Verifier<Output>): Verifier {
  return entry as Verifier
}

/** The least that tells a good signature: split, HMAC, comparison in constant time, JSON. Checks no claim. */
function floorVerifier(): Verifier {
  const key = createSecretKey(Buffer.from(SECRET))
  return verifier<Claims>({
    name: FLOOR,
    run: (token) => {
      const [header, payload = '', signature = ''] = token.split('.')
      const expected = createHmac('sha256', key).update(`${header}.${payload}`).digest()
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw new Error('wrong signature')
      return JSON.parse(Buffer.from(payload, 'base64url').toString())
    },
    read: readClaims,
    signatureOnly: true,
  })
}

/** Everybody who can verify an access token; `twilio` has nothing for it. */
export function accessVerifiers(): Verifier[] {
  const key = createSecretKey(Buffer.from(SECRET))
  const cryptoKey = joseKey(SECRET)
  const fast = createVerifier({ key: SECRET, algorithms: ['HS256'], cache: false })
  const livekit = new TokenVerifier(KEY_SID, SECRET)
  const algorithms = ['HS256' as const]
  return [
    verifier({ name: OURS_SYNC, run: (token) => AccessToken.verifySync(token, SECRET), read: readOurs }),
    verifier({ name: OURS_ASYNC, run: (token) => AccessToken.verify(token, SECRET), read: readOurs }),
    floorVerifier(),
    verifier<Claims>({ name: FAST_JWT, run: (token) => fast(token) as Claims, read: readClaims }),
    verifier<Claims>({
      name: 'jsonwebtoken',
      run: (token) => jsonwebtoken.verify(token, key, { algorithms }) as jsonwebtoken.JwtPayload,
      read: readClaims,
    }),
    verifier({
      name: 'jose',
      run: (token) => jwtVerify(token, cryptoKey, { algorithms }),
      read: ({ payload }) => readClaims(payload),
    }),
    verifier({
      name: 'livekit-server-sdk',
      run: (token) => livekit.verify(token),
      read: (claims) => readClaims(claims as unknown as Claims),
    }),
    verifier<Claims>({
      name: OURS_JWT,
      run: (token) => Jwt.decodeSync(token, SECRET),
      read: readClaims,
    }),
    verifier<Claims>({
      name: 'jwt-simple',
      run: (token) => jwtSimple.decode(token, SECRET, false, 'HS256'),
      read: readClaims,
    }),
    ...edgeVerifiers(),
    ...nodeRsVerifiers(),
  ]
}

/** What is made for Workers, given the secret as text. */
function edgeVerifiers(): Verifier[] {
  return [
    verifier({
      name: 'hono/jwt',
      run: (token) => hono.verify(token, SECRET, 'HS256'),
      read: (claims) => readClaims(claims as Claims),
    }),
    verifier({
      name: '@tsndr/cloudflare-worker-jwt',
      run: (token) => tsndr.verify(token, SECRET, { algorithm: 'HS256', throwError: true }),
      read: (verified) => readClaims(verified?.payload as Claims),
    }),
  ]
}

function nodeRsVerifiers(): Verifier[] {
  if (nodeRs === undefined) return []
  const { verifySync } = nodeRs
  return [
    verifier<Claims>({
      name: NODE_RS,
      run: (token) => verifySync(token, SECRET, { algorithms: ['HS256'], leeway: 0 }),
      read: readClaims,
    }),
  ]
}
