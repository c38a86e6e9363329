// The claims of an access token with a voice grant, for every runtime: nothing here is of Node.
import { ACCOUNT_SID, APPLICATION_SID, KEY_SID, TTL } from './fixture.ts'

/** The claims of an access token for `identity` with this voice grant, made at `now`. */
export function accessClaims(identity: string, now: number, voice: object): Record<string, unknown> {
  return {
    jti: `${KEY_SID}-${now}`,
    grants: { identity, voice },
    iat: now,
    exp: now + TTL,
    iss: KEY_SID,
    sub: ACCOUNT_SID,
  }
}

/** Call parameters that bring the claims to `bytes` bytes of JSON. */
export function callParams(bytes: number): Record<string, string> {
  const params: Record<string, string> = {}
  const voice = { outgoing: { application_sid: APPLICATION_SID, params } }
  const missing = () => bytes - JSON.stringify(accessClaims('user-10', 1_700_000_000, voice)).length
  // `,"key10":""` is 11 characters; the values are 39 each, the last one what is left.
  for (let at = 10; missing() > 0; at++)
    params[`key${at}`] = 'v'.repeat(missing() < 100 ? Math.max(0, missing() - 11) : 39)
  return params
}
