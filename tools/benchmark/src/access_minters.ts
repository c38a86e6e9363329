import { AccessToken } from '@x/access-token'
import { Jwt } from '@x/jwt-core'
import { AccessToken as LiveKitToken } from 'livekit-server-sdk'
import twilio from 'twilio'
import { type AccessShape, accessToken, VIDEO } from './access_shapes.ts'
import { type ExpectedToken, type Minter, OURS_ASYNC, OURS_JWT, OURS_SYNC } from './contestant.ts'
import {
  ACCESS_TOKEN_HEADER,
  ACCOUNT_SID,
  epochSeconds,
  IDENTITIES,
  KEY_SID,
  SECRET,
  TTL,
} from './fixture.ts'
import { rawMinters } from './raw_minters.ts'

function ours(shape: AccessShape, identity: string): AccessToken {
  const token = new AccessToken(ACCOUNT_SID, KEY_SID, SECRET, { identity, ttl: TTL })
  shape.addOurs(token)
  return token
}

const LIVEKIT: ExpectedToken = {
  header: { alg: 'HS256' },
  claims: (identity, now) => ({
    video: { roomJoin: true, room: 'daily' },
    iss: KEY_SID,
    exp: now + TTL,
    nbf: now,
    sub: identity,
  }),
  secret: SECRET,
}

/** Everybody who can mint this access token. */
export function accessMinters(shape: AccessShape): Minter[] {
  const { claims } = accessToken(shape)
  const jwt = new Jwt(SECRET)
  const { cty } = ACCESS_TOKEN_HEADER
  return [
    { name: OURS_SYNC, run: (identity) => ours(shape, identity).toJwtSync() },
    { name: OURS_ASYNC, run: (identity) => ours(shape, identity).toJwt() },
    {
      name: OURS_JWT,
      run: (identity) => jwt.encodeSync({ ...claims(identity, epochSeconds()) }, { header: { cty } }),
    },
    ...rawMinters(accessToken(shape)),
    {
      name: 'twilio',
      run: (identity) => {
        const token = new twilio.jwt.AccessToken(ACCOUNT_SID, KEY_SID, SECRET, { identity, ttl: TTL })
        shape.addTwilio(token)
        return token.toJwt()
      },
    },
  ]
}

/** The table of the mint suite: also a token object signed again and again, and the peer from another service. */
export function videoMinters(): Minter[] {
  const reused = new Map(IDENTITIES.map((identity) => [identity, ours(VIDEO, identity)]))
  return [
    ...accessMinters(VIDEO),
    {
      name: 'ours, sync, token object reused',
      run: (identity) => (reused.get(identity) as AccessToken).toJwtSync(),
    },
    {
      name: 'livekit-server-sdk',
      run: (identity) => {
        const token = new LiveKitToken(KEY_SID, SECRET, { identity, ttl: TTL })
        token.addGrant({ roomJoin: true, room: 'daily' })
        return token.toJwt()
      },
      ownFormat: LIVEKIT,
    },
  ]
}
