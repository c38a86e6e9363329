import { createHmac } from 'node:crypto'
import { AccessToken } from '@x/access-token'
import { ClientCapabilityToken } from '@x/client-capability'
import { EVENT_STREAM, INCOMING, OUTGOING, readQuery, readScope } from '@x/client-capability/facts'
import { ClientValidationToken } from '@x/client-validation'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import type { Grant } from '@x/jwt-core/grant'
import {
  TaskQueueCapabilityToken,
  TaskRouterCapabilityToken,
  WorkerCapabilityToken,
} from '@x/taskrouter-capability'
import type { Diagnosis } from '../src/index.ts'
import { SAMPLE_SECRETS } from '../src/signature/samples.ts'
import { spoil } from '../src/signature/variants.ts'
import { AC, AUTH_TOKEN, type Members, PRIVATE_KEY, SECRET, SK } from './forge.ts'

// Hands what stands in a token to the constructors, each value as it stands there: what its minter would have written.

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Options without those that are not there: a caller who has no such claim leaves them out. */
function given(options: Members): never {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}

interface GrantClass {
  readonly key: string
  readonly fields: Readonly<Record<string, { readonly path: readonly string[] }>>
  new (options: never): Grant
}
const GRANTS: readonly GrantClass[] = [
  VideoGrant,
  VoiceGrant,
  ChatGrant,
  SyncGrant,
  TaskRouterGrant,
  PlaybackGrant,
]

/** The grant that stands under a key, by its class where there is one; a member no option stands for is one of that name. */
function toGrant(key: string, payload: unknown): Grant {
  const type = GRANTS.find((each) => each.key === key)
  if (type === undefined || !isMembers(payload)) return { key, toPayload: () => payload as object }
  const options: Members = {}
  const left = structuredClone(payload)
  for (const [option, { path }] of Object.entries(type.fields)) {
    const [outer, inner] = path
    if (outer === undefined) return new type({ [option]: payload } as never)
    const holder = inner === undefined ? left : left[outer]
    const name = inner ?? outer
    if (!isMembers(holder) || !(name in holder)) continue
    options[option] = holder[name]
    delete holder[name]
    if (holder !== left && Object.keys(holder).length === 0) delete left[outer]
  }
  for (const [name, value] of Object.entries(left)) {
    if (isMembers(value)) Object.assign(options, value)
    else options[name] = value
  }
  return new type(options as never)
}

function mintAccessToken(header: Members, payload: Members, secret: string): unknown {
  const { identity, ...grants } = isMembers(payload.grants) ? payload.grants : ({} as Members)
  const { jti, nbf, exp } = payload
  const life = { jti, nbf, validUntil: exp }
  const token = new AccessToken(
    payload.sub as string,
    payload.iss as string,
    secret,
    given({ identity, region: header.twr, algorithm: header.alg, ...life }),
  )
  for (const [key, grant] of Object.entries(grants)) token.addGrant(toGrant(key, grant))
  return token.toJwtSync()
}

function mintClientCapability(payload: Members, secret: string): unknown {
  const { iss, scope, exp, nbf } = payload
  const token = new ClientCapabilityToken(iss as string, secret, given({ validUntil: exp, nbf }))
  for (const uri of typeof scope === 'string' ? scope.split(' ') : []) {
    const read = readScope(uri)
    if (read === undefined) continue
    const members = Object.fromEntries(read.pairs.map(({ name, value }) => [name, value]))
    const { clientName, appSid, appParams, params } = members
    const inner = (query: string | undefined) =>
      query === undefined
        ? undefined
        : Object.fromEntries((readQuery(query) ?? []).map(({ name, value }) => [name, value]))
    if (read.kind === INCOMING) token.allowClientIncoming(clientName as string)
    else if (read.kind === OUTGOING)
      token.allowClientOutgoing(appSid as string, inner(appParams) ?? {}, given({ clientName }))
    else if (read.kind === EVENT_STREAM) {
      const filters = inner(params)
      if (filters === undefined) token.allowEventStream()
      else token.allowEventStream(filters)
    } else token.addScope({ kind: read.kind, toQuery: () => members })
  }
  return token.generateSync()
}

function mintTaskRouter(payload: Members, secret: string): unknown {
  const { iss, workspace_sid, channel, version, friendly_name, exp, nbf, policies } = payload
  const { worker_sid: workerSid, taskqueue_sid: taskQueueSid } = payload
  const shared = given({
    accountSid: iss,
    authToken: secret,
    workspaceSid: workspace_sid,
    channelId: channel,
    version,
    friendlyName: friendly_name,
    validUntil: exp,
    nbf,
    startingPolicies: false,
  }) as Members
  const make = (): TaskRouterCapabilityToken => {
    if (workerSid !== undefined) return new WorkerCapabilityToken({ ...shared, workerSid } as never)
    if (taskQueueSid !== undefined) return new TaskQueueCapabilityToken({ ...shared, taskQueueSid } as never)
    return new TaskRouterCapabilityToken(shared as never)
  }
  const token = make()
  for (const policy of Array.isArray(policies) ? policies : []) {
    if (!isMembers(policy)) token.addPolicy(policy as never)
    else {
      const { url, method, allow, query_filter, post_filter, ...more } = policy
      const options = { url, method, allow, queryFilter: query_filter, postFilter: post_filter, ...more }
      token.addPolicy(given(options))
    }
  }
  return token.generateSync()
}

async function mintRequest(header: Members, payload: Members): Promise<unknown> {
  const { iss, sub, iat, exp, hrh } = payload
  const token = new ClientValidationToken(
    given({
      accountSid: sub,
      apiKeySid: iss,
      credentialSid: header.kid,
      privateKey: PRIVATE_KEY,
      algorithm: header.alg,
      ttl: typeof exp === 'number' && typeof iat === 'number' ? exp - iat : undefined,
    }),
  )
  const names = typeof hrh === 'string' ? hrh.split(';') : undefined
  const headers = Object.fromEntries((names ?? []).map((name) => [name, 'value']))
  return await token.sign(
    given({ method: 'GET', url: 'https://api.twilio.com/', headers, signedHeaders: names }),
  )
}

/** The secret that a token was signed with, where it is one that the cases use. */
function secretOf(token: unknown, kind: string): string {
  const usual = kind === 'access-token' ? SECRET : AUTH_TOKEN
  if (typeof token !== 'string') return usual
  const [header = '', payload = '', signature] = token.split('.')
  const candidates = [
    ...[SECRET, AUTH_TOKEN, AC, SK, ''],
    ...SAMPLE_SECRETS,
    ...[SECRET, AUTH_TOKEN].flatMap((secret) => spoil(secret, undefined).map(({ key }) => key as string)),
  ]
  const signs = (secret: string) =>
    createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url') === signature
  return candidates.find(signs) ?? usual
}

/**
 * Mints a token anew with the claims of another.
 *
 * @throws whatever the constructor that gets them throws
 */
export async function mintAgain(
  { kind, header = {}, payload = {} }: Diagnosis,
  token: unknown,
): Promise<unknown> {
  const secret = secretOf(token, kind)
  if (kind === 'access-token') return mintAccessToken(header, payload, secret)
  if (kind === 'client-capability') return mintClientCapability(payload, secret)
  if (kind === 'taskrouter-capability') return mintTaskRouter(payload, secret)
  return mintRequest(header, payload)
}
