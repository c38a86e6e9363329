// What runs in workerd: each request does one contestant's work so many times. The clock stands still in a Worker while
// it works, so the time is taken outside.

import tsndr from '@tsndr/cloudflare-worker-jwt'
import { verifyAccessToken } from '@x/access-token'
import { AccessToken } from '@x/access-token/mint'
import { VoiceGrant } from '@x/grants-voice'
import * as hono from 'hono/jwt'
import { jwtVerify, SignJWT } from 'jose'
import { accessClaims, callParams } from './access_claims.ts'
import {
  ACCESS_TOKEN_HEADER,
  ACCOUNT_SID,
  APPLICATION_SID,
  epochSeconds,
  IDENTITIES,
  KEY_SID,
  SECRET,
  TTL,
} from './fixture.ts'

type Params = Record<string, string>

const encoder = new TextEncoder()
const { typ, cty } = ACCESS_TOKEN_HEADER
const claims = (identity: string, params: Params) =>
  accessClaims(identity, epochSeconds(), { outgoing: { application_sid: APPLICATION_SID, params } })

/** Everybody who mints and verifies in a Worker, each given the secret as the same text. */
const MINT: Readonly<Record<string, (identity: string, params: Params) => Promise<string>>> = {
  ours: (identity, params) =>
    new AccessToken(ACCOUNT_SID, KEY_SID, SECRET, { identity, ttl: TTL })
      .addGrant(
        new VoiceGrant({ outgoingApplicationSid: APPLICATION_SID, outgoingApplicationParams: params }),
      )
      .toJwt(),
  jose: (identity, params) =>
    new SignJWT(claims(identity, params))
      .setProtectedHeader({ ...ACCESS_TOKEN_HEADER })
      .sign(encoder.encode(SECRET)),
  'hono/jwt': (identity, params) => hono.sign(claims(identity, params), SECRET, 'HS256'),
  '@tsndr/cloudflare-worker-jwt': (identity, params) =>
    tsndr.sign(claims(identity, params), SECRET, { algorithm: 'HS256', header: { typ, cty } }),
}
const VERIFY: Readonly<Record<string, (token: string) => Promise<unknown>>> = {
  ours: (token) => verifyAccessToken(token, SECRET),
  jose: (token) => jwtVerify(token, encoder.encode(SECRET), { algorithms: ['HS256'] }),
  'hono/jwt': (token) => hono.verify(token, SECRET, 'HS256'),
  '@tsndr/cloudflare-worker-jwt': (token) =>
    tsndr.verify(token, SECRET, { algorithm: 'HS256', throwError: true }),
}

const params = new Map<number, Params>()
const tokens = new Map<number, readonly string[]>()

// biome-ignore lint/style/noDefaultExport: a Worker is its default export
export default {
  async fetch(request: { readonly url: string }): Promise<Response> {
    const asked = new URL(request.url).searchParams
    const [job, name = '', size, calls] = ['job', 'name', 'size', 'calls'].map(
      (each) => asked.get(each) ?? '',
    )
    const bytes = Number(size)
    const given = params.get(bytes) ?? callParams(bytes)
    params.set(bytes, given)
    if (job === 'mint') {
      const mint = MINT[name] as (typeof MINT)[string]
      let token = ''
      for (let at = 0; at < Number(calls); at++) token = await mint(IDENTITIES[at % 64] as string, given)
      return new Response(token)
    }
    const known =
      tokens.get(bytes) ??
      (await Promise.all(IDENTITIES.map((each) => (MINT.jose as (typeof MINT)[string])(each, given))))
    tokens.set(bytes, known)
    const verify = VERIFY[name] as (typeof VERIFY)[string]
    for (let at = 0; at < Number(calls); at++) await verify(known[at % 64] as string)
    return new Response('')
  },
}
