import { createHmac, createSecretKey } from 'node:crypto'
import tsndr from '@tsndr/cloudflare-worker-jwt'
import { createSigner } from 'fast-jwt'
import * as hono from 'hono/jwt'
import { SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import jwtSimple from 'jwt-simple'
import { type ExpectedToken, FAST_JWT, FLOOR, type Minter } from './contestant.ts'
import { epochSeconds } from './fixture.ts'
import { joseKey } from './jose_key.ts'
import { nodeRsMinters } from './node_rs.ts'

/**
 * The general JWT libraries, which are given header and claims. Whatever can be made once is made once: signer and key
 * stand outside the loop, in the form each is fastest with. The claims are built for each token, as the classes do.
 */
export function rawMinters(expected: ExpectedToken): Minter[] {
  const { header, claims, secret } = expected
  const key = createSecretKey(Buffer.from(secret))
  const build = (identity: string) => claims(identity, epochSeconds()) as Record<string, unknown>
  const { alg: _, typ, ...rest } = header as { alg: string; typ: string }
  // Both put in an iat of their own unless told not to.
  const noTimestamp = !Object.hasOwn(claims('', 0), 'iat')
  const fast = createSigner({
    key: secret,
    algorithm: 'HS256',
    header: { typ, ...rest } as never,
    noTimestamp,
  })
  const options: jsonwebtoken.SignOptions = { header: header as jsonwebtoken.JwtHeader, noTimestamp }
  return [
    floorMinter({ header, claims, secret }),
    { name: FAST_JWT, run: (identity) => fast(build(identity)) },
    { name: 'jsonwebtoken', run: (identity) => jsonwebtoken.sign(build(identity), key, options) },
    {
      name: 'jose',
      run: (identity) =>
        new SignJWT(build(identity)).setProtectedHeader({ ...header, alg: 'HS256' }).sign(joseKey(secret)),
    },
    {
      name: 'jwt-simple',
      run: (identity) => jwtSimple.encode(build(identity), secret, 'HS256', { header: rest }),
    },
    ...edgeMinters(expected),
    ...nodeRsMinters(expected),
  ]
}

/** What is made for Workers, given the secret as text, as an application there has it. */
export function edgeMinters({ header, claims, secret }: ExpectedToken): Minter[] {
  const build = (identity: string) => claims(identity, epochSeconds()) as Record<string, unknown>
  const noTimestamp = !Object.hasOwn(claims('', 0), 'iat')
  const { alg: _, ...members } = header as { alg: string }
  return [
    {
      name: 'hono/jwt',
      run: (identity) => hono.sign(build(identity), secret, 'HS256'),
      // It has no way to say anything else in the header.
      ownFormat: { header: { alg: 'HS256', typ: 'JWT' }, claims, secret },
    },
    // It puts in an iat of its own, which cannot be turned off.
    ...(noTimestamp
      ? []
      : [
          {
            name: '@tsndr/cloudflare-worker-jwt',
            run: (identity: string) =>
              tsndr.sign(build(identity), secret, { algorithm: 'HS256', header: members }),
          },
        ]),
  ]
}

/** The least that makes such a token: JSON, base64url and one HMAC; the header is a constant. */
export function floorMinter({ header, claims, secret }: ExpectedToken): Minter {
  const key = createSecretKey(Buffer.from(secret))
  const start = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.`
  return {
    name: FLOOR,
    run: (identity) => {
      const json = JSON.stringify(claims(identity, epochSeconds()))
      const input = start + Buffer.from(json).toString('base64url')
      return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`
    },
  }
}
