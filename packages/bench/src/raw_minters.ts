import { createHmac, createSecretKey } from 'node:crypto'
import { createSigner } from 'fast-jwt'
import { SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { type ExpectedToken, FAST_JWT, FLOOR, type Minter } from './contestant.ts'
import { epochSeconds } from './fixture.ts'
import { joseKey } from './jose_key.ts'

/**
 * The general JWT libraries, which are given header and claims. Whatever can be made once is made once: signer and key
 * stand outside the loop, in the form each is fastest with. The claims are built for each token, as the classes do.
 */
export function rawMinters({ header, claims, secret }: ExpectedToken): Minter[] {
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
