import { AccessToken } from '@x/access-token'
import { ClientCapabilityToken } from '@x/client-capability'
import { ClientValidationToken } from '@x/client-validation'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import { JwtOptionError } from '@x/jwt-core'
import type { Grant } from '@x/jwt-core/grant'
import {
  TaskQueueCapabilityToken,
  TaskRouterCapabilityToken,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
} from '@x/taskrouter-capability'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Diagnosis, diagnose } from '../src/index.ts'
import { PRIVATE_KEY, PUBLIC_KEY } from './forge.ts'

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 })
const sid = (prefix: string) => hex.map((digits) => prefix + digits)
const short = (prefix: string) => fc.constantFrom(`${prefix}1`, `${prefix}test`)
/** What may stand where a SID belongs, and is no whole one. */
const odd = (prefix: string) =>
  fc
    .tuple(sid(prefix), fc.constantFrom(' ', '\n', "'", '"', '\u200b', '…', ';', 'x', ''))
    .chain(([whole, stray]) =>
      fc.constantFrom(
        whole + stray,
        stray + whole,
        prefix + stray,
        whole.slice(0, -1),
        whole.toUpperCase(),
        whole.toLowerCase(),
        `${prefix}name`,
        `${prefix}xxxxxxxx`,
        `${prefix}_your_sid`,
        `${prefix}…`,
        prefix,
      ),
    )
const ofKind = (prefix: string) => fc.oneof({ weight: 9, arbitrary: sid(prefix) }, short(prefix), odd(prefix))
const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  fc.constantFrom('alice', 'a b', 'undefined', 'None', '[object Promise]', '<identity>', 'a@b.test', '"q"'),
)
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 })
const json = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 })
/** Undefined widens rights where it is refused, so it is left out. */
const options = <Model extends Record<string, fc.Arbitrary<unknown>>>(model: Model) =>
  fc.record(model, { requiredKeys: [] })
/** Secrets as tests and samples have them, and as they are spoilt on their way. */
const secretLike = fc
  .constantFrom(
    'an-api-key-secret-made-for-tests',
    'secret',
    'your_api_secret',
    '0123456789abcdef'.repeat(2),
    `aB3${'x'.repeat(29)}`,
  )
  .chain((secret) =>
    fc.constantFrom(secret, secret, `${secret};`, `"${secret}`, `${secret}\n`, `<${secret}>`, 'undefined'),
  )
/** Whether the secret is given to the doctor as well. */
const isGiven = fc.boolean()

const chat = options({
  serviceSid: ofKind('IS'),
  endpointId: text,
  deploymentRoleSid: ofKind('RL'),
  pushCredentialSid: ofKind('CR'),
})
const grant = fc.oneof(
  options({ room: text }).map((given) => () => new VideoGrant(given)),
  chat.map((given) => () => new ChatGrant(given)),
  options({
    outgoingApplicationSid: ofKind('AP'),
    outgoingApplicationParams: json,
    incomingAllow: fc.boolean(),
    pushCredentialSid: ofKind('CR'),
    endpointId: text,
  }).map((given) => () => new VoiceGrant(given)),
  options({ serviceSid: fc.oneof(ofKind('IS'), fc.constant('default')), endpointId: text }).map(
    (given) => () => new SyncGrant(given),
  ),
  options({
    workspaceSid: ofKind('WS'),
    workerSid: ofKind('WK'),
    role: fc.constantFrom('worker' as const, 'supervisor' as const),
  }).map((given) => () => new TaskRouterGrant(given)),
  options({ grant: json }).map((given) => () => new PlaybackGrant(given)),
  json.map((payload) => () => ({ key: 'my_own', toPayload: () => payload })),
)
const seconds = () => Math.floor(Date.now() / 1000)
const life = options({
  ttl: fc.oneof(fc.integer({ min: 10, max: 86_400 }), fc.constantFrom(1, 180, 3600, 86_399, 86_400)),
  nbf: fc.integer({ min: -86_400, max: 0 }).map((away) => seconds() + away),
  validUntil: fc.integer({ min: 10, max: 86_000 }).map((away) => seconds() + away),
})

function errorsOf({ findings }: Diagnosis): string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`)
}

/** Mints, and diagnoses what was minted; what the constructors refuse is no token. */
async function agree(
  mint: (secret: string) => string | Promise<string>,
  secret: string,
  given: boolean,
): Promise<void> {
  let token: string
  try {
    token = await mint(secret)
  } catch (error) {
    if (error instanceof JwtOptionError) return
    throw error
  }
  const now = Math.floor(Date.now() / 1000)
  expect(errorsOf(await diagnose(token, { now, ...(given && { secret }) }))).toEqual([])
}

it('finds no error in what AccessToken mints, whatever it takes', async () => {
  const given = fc.tuple(
    ofKind('AC'),
    ofKind('SK'),
    options({
      identity: text,
      region: fc.oneof(fc.constantFrom('ie1', 'us1', 'au1', 'eu', 'IE1'), text),
      algorithm: fc.constantFrom('HS256' as const, 'HS384' as const, 'HS512' as const),
      jti: text,
    }),
    life,
    fc.array(grant, { maxLength: 4 }),
    secretLike,
    isGiven,
  )
  await fc.assert(
    fc.asyncProperty(given, ([account, key, own, lives, grants, signedWith, isToldOf]) =>
      agree(
        (secret) => {
          const token = new AccessToken(account, key, secret, { ...own, ...lives })
          for (const make of grants) token.addGrant(make() as Grant)
          return token.toJwtSync()
        },
        signedWith,
        isToldOf,
      ),
    ),
    { numRuns: 1500 },
  )
}, 60_000)

it('finds no error in what ClientCapabilityToken mints, whatever it takes', async () => {
  const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxKeys: 3 })
  const given = fc.tuple(
    ofKind('AC'),
    some(text),
    some(ofKind('AP')),
    params,
    some(params),
    life,
    some(text),
    secretLike,
    isGiven,
  )
  await fc.assert(
    fc.asyncProperty(
      given,
      ([account, name, application, sent, filters, lives, caller, signedWith, isToldOf]) =>
        agree(
          (secret) => {
            const token = new ClientCapabilityToken(account, secret, lives)
            if (name !== undefined) token.allowClientIncoming(name)
            if (application !== undefined)
              token.allowClientOutgoing(application, sent, caller === undefined ? {} : { clientName: caller })
            if (filters !== undefined) token.allowEventStream(filters)
            return token.generateSync()
          },
          signedWith,
          isToldOf,
        ),
    ),
    { numRuns: 700 },
  )
}, 60_000)

it('finds no error in what the TaskRouter classes mint, whatever they take', async () => {
  const given = fc.tuple(
    ofKind('AC'),
    ofKind('WS'),
    ofKind('WK'),
    ofKind('WQ'),
    options({ friendlyName: text }),
    fc.constantFrom(0, 1, 2, 3),
    fc.webUrl({ validSchemes: ['https'] }),
    fc.boolean(),
    fc.oneof(ofKind('WK'), ofKind('WQ'), ofKind('WS'), ofKind('AC'), text),
    options({
      startingPolicies: fc.boolean(),
      ttl: fc.integer({ min: 10, max: 86_400 }),
    }),
    fc.tuple(secretLike, isGiven),
  )
  await fc.assert(
    fc.asyncProperty(
      given,
      ([
        accountSid,
        workspaceSid,
        workerSid,
        taskQueueSid,
        own,
        which,
        url,
        allow,
        channelId,
        more,
        [signedWith, isToldOf],
      ]) =>
        agree(
          (authToken) => {
            const shared = { accountSid, workspaceSid, authToken, ...own, ...more }
            const makers = [
              () => new WorkerCapabilityToken({ ...shared, workerSid }).allowUpdateActivities(),
              () => new TaskQueueCapabilityToken({ ...shared, taskQueueSid }),
              () => new WorkspaceCapabilityToken(shared),
              () => new TaskRouterCapabilityToken({ ...shared, channelId }),
            ] as const
            const token = (makers[which] as () => TaskRouterCapabilityToken)()
            token.allowFetchSubresources().allowUpdateSelf().addPolicy({ url, method: 'POST', allow })
            return token.generateSync()
          },
          signedWith,
          isToldOf,
        ),
    ),
    { numRuns: 500 },
  )
}, 60_000)

it('finds no error in what ClientValidationToken signs, whatever it takes', async () => {
  const given = fc.tuple(
    options({
      algorithm: fc.constantFrom('RS256' as const, 'PS256' as const),
      ttl: fc.oneof(fc.integer({ min: 10, max: 86_400 }), fc.constantFrom(10, 300, 86_400)),
    }),
    ofKind('AC'),
    ofKind('SK'),
    ofKind('CR'),
    fc.record({
      method: fc.constantFrom('GET', 'post', 'DELETE'),
      url: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
      headers: fc.dictionary(fc.constantFrom('Authorization', 'x-one', 'Content-Type'), text),
    }),
    some(text),
    some(fc.subarray(['Authorization', 'HOST', 'x-one', 'host'])),
    isGiven,
  )
  await fc.assert(
    fc.asyncProperty(given, ([own, accountSid, apiKeySid, credentialSid, request, body, names, isToldOf]) =>
      agree(
        () => {
          const parties = { accountSid, apiKeySid, credentialSid, privateKey: PRIVATE_KEY }
          return new ClientValidationToken({ ...parties, ...own }).sign({
            ...request,
            ...(body !== undefined && { body }),
            ...(names !== undefined && { signedHeaders: names }),
          })
        },
        PUBLIC_KEY,
        isToldOf,
      ),
    ),
    { numRuns: 300 },
  )
}, 60_000)
