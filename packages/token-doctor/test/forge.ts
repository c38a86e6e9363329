import {
  constants,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import { createKeyRing, JwtError, type KeyRing } from '@x/jwt-core'
import type { DiagnoseOptions } from '../src/index.ts'

export const NOW = 1_700_000_000
export const AC = `AC${'0123456789abcdef'.repeat(2)}`
export const SK = `SK${'fedcba9876543210'.repeat(2)}`
export const AP = `AP${'e5'.repeat(16)}`
export const IS = `IS${'d4'.repeat(16)}`
export const CR = `CR${'f6'.repeat(16)}`
export const WS = `WS${'a1'.repeat(16)}`
export const WK = `WK${'b2'.repeat(16)}`
export const SECRET = 'an-api-key-secret-made-for-tests'
export const AUTH_TOKEN = '89abcdef01234567'.repeat(2)

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const PRIVATE_KEY: string = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
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
  const hash =
    { HS384: 'sha384', HS512: 'sha512' }[typeof header.alg === 'string' ? header.alg : ''] ?? 'sha256'
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
  // Stamped when it was signed, as every library does.
  const stamped = typeof payload.iat === 'number' ? { jti: `${SK}-${payload.iat}`, ...payload } : payload
  return forge(change(ACCESS_HEADER, header), change(ACCESS, stamped), secret)
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
const SOCKET: Members = policy(`https://event-bridge.twilio.com/v1/wschannels/${AC}/${WK}`)
export const SOCKETS: readonly Members[] = [SOCKET, { ...SOCKET, method: 'POST' }]
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
    policies: [...SOCKETS, policy(`${WORKSPACE_URL}/Workers/${WK}`)],
    exp: NOW + 3600,
    iat: NOW,
  }
  return forge({ alg: 'HS256', typ: 'JWT' }, change(claims, payload), AUTH_TOKEN)
}

/** Signs a request's header and claims, with a key of the caller's. */
export function signRequest(header: Members, claims: Members, key: KeyObject): string {
  const input = `${b64(JSON.stringify(header))}.${b64(JSON.stringify(claims))}`
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  const signature = sign('sha256', Buffer.from(input), header.alg === 'PS256' ? pss : key)
  return `${input}.${signature.toString('base64url')}`
}

/** A signed request, healthy but for the changes. */
export function request(payload: Members = {}, header: Members = {}): string {
  const rqh = '0123456789abcdef'.repeat(4)
  const claims = { iss: SK, sub: AC, hrh: 'authorization;host', rqh, iat: NOW, exp: NOW + 300 }
  const head = change({ alg: 'RS256', typ: 'JWT', cty: 'twilio-pkrv;v=1', kid: CR }, header)
  return signRequest(head, change(claims, payload), pair.privateKey)
}

/** Tokens and parts of them that many cases are made of. */
export const good: string = access()
export const [header, payload, signature] = good.split('.') as [string, string, string]
export const auth: DiagnoseOptions = { secret: AUTH_TOKEN }
export const key: DiagnoseOptions = { secret: PUBLIC_KEY }
export const scope = (text: unknown): string => capability({ scope: text })
export const incoming = 'scope:client:incoming?clientName=alice'
export const outgoing: string = `scope:client:outgoing?appSid=${AP}`
export const self: Members = policy(`${WORKSPACE_URL}/Workers/${WK}`)
export const voice: Members = { outgoing: { application_sid: AP } }
export const HEX: string = '0123456789abcdef'.repeat(4)

/** A web socket policy of another account. */
export function socketOf(account: string): Members {
  return policy(`https://event-bridge.twilio.com/v1/wschannels/${account}/${WK}`)
}

/** A ring whose every answer is an error. */
function failingRing(error: Error): KeyRing {
  const [findKey] = Object.getOwnPropertySymbols(createKeyRing({ [SK]: SECRET })) as [symbol]
  const fail = () => {
    throw error
  }
  return { keyIds: [SK], retiredIds: [], [findKey]: fail } as unknown as KeyRing
}

/** A ring that fails in a way of its own, as one of another copy of jwt-core may. */
export const brokenRing: KeyRing = failingRing(new TypeError(`no ${SECRET}`))

/** A ring in a runtime without cryptography. */
export const poorRing: KeyRing = failingRing(new JwtError('ERR_RUNTIME_UNSUPPORTED', 'no crypto.subtle'))
