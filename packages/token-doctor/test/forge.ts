import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'

export const NOW = 1_700_000_000
export const AC = `AC${'0123456789abcdef'.repeat(2)}`
export const SK = `SK${'fedcba9876543210'.repeat(2)}`
export const AP = `AP${'e5'.repeat(16)}`
export const IS = `IS${'d4'.repeat(16)}`
const CR = `CR${'f6'.repeat(16)}`
export const WS = `WS${'a1'.repeat(16)}`
export const WK = `WK${'b2'.repeat(16)}`
export const SECRET = 'an-api-key-secret-made-for-tests'
export const AUTH_TOKEN = '89abcdef01234567'.repeat(2)

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const PUBLIC_KEY: string = createPublicKey(pair.privateKey).export({
  format: 'pem',
  type: 'spki',
}) as string

export type Members = Record<string, unknown>

export function b64(data: string | Uint8Array): string {
  return Buffer.from(data).toString('base64url')
}

/** Signs parts that are encoded already, whatever they hold. */
export function signParts(
  header: string,
  payload: string,
  secret: string | Uint8Array,
  hash = 'sha256',
): string {
  const input = `${header}.${payload}`
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`
}

/** Signs any header over any payload. */
export function forge(header: Members, payload: Members, secret: string | Uint8Array = SECRET): string {
  const hash = { HS384: 'sha384', HS512: 'sha512' }[header.alg as string] ?? 'sha256'
  return signParts(b64(JSON.stringify(header)), b64(JSON.stringify(payload)), secret, hash)
}

/** Members with changes; undefined takes one away. */
function change(members: Members, changes: Members): Members {
  return { ...members, ...changes }
}

const VIDEO = { identity: 'alice', video: { room: 'daily' } }
const ACCESS_HEADER = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }
export const ACCESS = { jti: `${SK}-${NOW}`, grants: VIDEO, iat: NOW, exp: NOW + 3600, iss: SK, sub: AC }

/** An access token, healthy but for the changes. */
export function access(
  payload: Members = {},
  header: Members = {},
  secret: string | Uint8Array = SECRET,
): string {
  return forge(change(ACCESS_HEADER, header), change(ACCESS, payload), secret)
}

/** An access token with these grants beside the identity. */
export function granted(grants: Members): string {
  return access({ grants: { identity: 'alice', ...grants } })
}

/** A client capability token, healthy but for the changes. */
export function capability(payload: Members = {}, header: Members = {}, secret: string = AUTH_TOKEN): string {
  const claims = { scope: 'scope:client:incoming?clientName=alice', iss: AC, exp: NOW + 3600, iat: NOW }
  return forge(change({ alg: 'HS256', typ: 'JWT' }, header), change(claims, payload), secret)
}

export const policy = (url: string, method = 'GET', more: Members = {}): Members => ({
  url,
  method,
  allow: true,
  query_filter: {},
  post_filter: {},
  ...more,
})
export const SOCKET: Members = policy(`https://event-bridge.twilio.com/v1/wschannels/${AC}/${WK}`)
export const WORKSPACE_URL: string = `https://taskrouter.twilio.com/v1/Workspaces/${WS}`

/** A TaskRouter capability token of a worker, healthy but for the changes. */
export function worker(payload: Members = {}): string {
  const claims = {
    account_sid: AC,
    iss: AC,
    workspace_sid: WS,
    channel: WK,
    worker_sid: WK,
    version: 'v1',
    policies: [SOCKET, policy(`${WORKSPACE_URL}/Workers/${WK}`)],
    exp: NOW + 3600,
    iat: NOW,
  }
  return forge({ alg: 'HS256', typ: 'JWT' }, change(claims, payload), AUTH_TOKEN)
}

/** A signed request, healthy but for the changes. */
export function request(payload: Members = {}, header: Members = {}): string {
  const rqh = '0123456789abcdef'.repeat(4)
  const claims = { iss: SK, sub: AC, hrh: 'authorization;host', rqh, iat: NOW, exp: NOW + 300 }
  const head = change({ alg: 'RS256', typ: 'JWT', cty: 'twilio-pkrv;v=1', kid: CR }, header)
  const input = `${b64(JSON.stringify(head))}.${b64(JSON.stringify(change(claims, payload)))}`
  return `${input}.${sign('sha256', Buffer.from(input), pair.privateKey).toString('base64url')}`
}
