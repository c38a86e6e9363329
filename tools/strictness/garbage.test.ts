// Every function that an application calls, called with what no caller means: it gives something, or an error of ours.
import * as accessToken from '@x/access-token'
import * as mint from '@x/access-token/mint'
import * as capability from '@x/client-capability'
import * as validation from '@x/client-validation'
import * as chat from '@x/grants-chat'
import * as playback from '@x/grants-playback'
import * as sync from '@x/grants-sync'
import * as taskRouterGrant from '@x/grants-task-router'
import * as video from '@x/grants-video'
import * as voice from '@x/grants-voice'
import * as core from '@x/jwt-core'
import * as routing from '@x/taskrouter-capability'
import * as doctor from '@x/token-doctor'
import * as endpoint from '@x/token-endpoint'
import * as node from '@x/token-endpoint/node'
import * as otel from '@x/token-endpoint/otel'
import * as flexible from '@x/token-endpoint/rate-limiter-flexible'
import * as functions from '@x/token-endpoint/twilio-functions'
import * as source from '@x/token-source'
import * as testing from '@x/token-testing'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { CASES, stop } from './cases.ts'

afterAll(stop)

/** The doors of an application; those for authors of packages (`/token`, `/grant`, `/facts`) take what was checked. */
const DOORS: Readonly<Record<string, object>> = {
  ...{ accessToken, mint, capability, validation, chat, playback, sync, taskRouterGrant, video, voice, core },
  ...{ routing, doctor, endpoint, node, otel, flexible, functions, source, testing },
}

/** What is thrown by a function of the caller's own comes out as it is. */
const THEIRS = new Error('of the caller')

const SECRET = 'fake-secret-for-tests-0123456789abcdef'
const AC = 'AC00000000000000000000000000000000'
const jwt = new core.Jwt(SECRET).encodeSync({})
const access = () => new accessToken.AccessToken(AC, 'SKa', SECRET)
const client = () => new capability.ClientCapabilityToken(AC, SECRET)
const worker = () =>
  new routing.WorkerCapabilityToken({
    accountSid: AC,
    authToken: SECRET,
    workspaceSid: 'WSa',
    workerSid: 'WKa',
  })
const policy = { url: 'https://taskrouter.twilio.com/v1', method: 'GET' as const }
const verified = accessToken.AccessToken.verifySync(access().toJwtSync(), SECRET)
const bytes = new Uint8Array([123, 125])
const clock = testing.createTestClock(1)
const resolver = core.createKeyResolver(() => SECRET)

type Call = readonly [call: (...args: never[]) => unknown, ...good: unknown[]]
const make =
  (Type: unknown) =>
  (...args: unknown[]) =>
    new (Type as new (...args: unknown[]) => object)(...args)

/** Each function with arguments that are good, for garbage to stand in the place of each. */
const CALLS: Readonly<Record<string, Call>> = {
  'core.Jwt': [make(core.Jwt), SECRET, {}],
  'core.Jwt#encode': [(...args) => new core.Jwt(SECRET).encode(...(args as [never])), {}, {}],
  'core.Jwt#encodeSync': [(...args) => new core.Jwt(SECRET).encodeSync(...(args as [never])), {}, {}],
  'core.Jwt.decode': [core.Jwt.decode, jwt, SECRET, {}],
  'core.Jwt.decodeSync': [core.Jwt.decodeSync, jwt, SECRET, {}],
  'core.signCompact': [core.signCompact, { alg: 'HS256' }, bytes, SECRET],
  'core.signCompactSync': [core.signCompactSync, { alg: 'HS256' }, bytes, SECRET],
  'core.verifyCompact': [core.verifyCompact, jwt, SECRET, {}],
  'core.verifyCompactSync': [core.verifyCompactSync, jwt, SECRET, {}],
  'core.decodeUnverified': [core.decodeUnverified, jwt, {}],
  'core.createKeyRing': [core.createKeyRing, { a: SECRET }, {}],
  'core.parseKeyRing': [core.parseKeyRing, '{"a":"b"}'],
  'core.createKeyResolver': [core.createKeyResolver, () => SECRET, {}],
  'core.createKeyResolver.preload': [(ids) => resolver.preload(ids), ['a']],
  'core.createKeyResolver()': [
    (key) =>
      core.Jwt.decode(
        jwt,
        core.createKeyResolver(() => key),
      ),
    SECRET,
  ],
  'accessToken.AccessToken': [make(accessToken.AccessToken), AC, 'SKa', SECRET, {}],
  'accessToken.AccessToken#addGrant': [
    (grant) => access().addGrant(grant).toJwtSync(),
    new video.VideoGrant(),
  ],
  'accessToken.AccessToken.verify': [accessToken.AccessToken.verify, jwt, SECRET, {}],
  'accessToken.AccessToken.verifySync': [accessToken.AccessToken.verifySync, jwt, SECRET, {}],
  'accessToken.verifyAccessToken': [accessToken.verifyAccessToken, jwt, SECRET, {}],
  'accessToken.verifyAccessTokenSync': [accessToken.verifyAccessTokenSync, jwt, SECRET, {}],
  'accessToken.VerifiedAccessToken#grant': [(type) => verified.grant(type), video.VideoGrant],
  'mint.AccessToken': [make(mint.AccessToken), AC, 'SKa', SECRET, {}],
  ...Object.fromEntries(
    Object.entries({
      'chat.ChatGrant': chat.ChatGrant,
      'playback.PlaybackGrant': playback.PlaybackGrant,
      'sync.SyncGrant': sync.SyncGrant,
      'taskRouterGrant.TaskRouterGrant': taskRouterGrant.TaskRouterGrant,
      'video.VideoGrant': video.VideoGrant,
      'voice.VoiceGrant': voice.VoiceGrant,
    }).flatMap(([name, Type]): [string, Call][] => [
      [name, [make(Type), {}]],
      [`${name}.fromPayload`, [(payload) => (Type as typeof video.VideoGrant).fromPayload(payload), {}]],
    ]),
  ),
  'capability.ClientCapabilityToken': [make(capability.ClientCapabilityToken), AC, SECRET, {}],
  'capability.ClientCapabilityToken#allowClientIncoming': [(name) => client().allowClientIncoming(name), 'a'],
  'capability.ClientCapabilityToken#allowClientOutgoing': [
    (...args) =>
      client()
        .allowClientOutgoing(...(args as never as [string]))
        .generateSync(),
    ...['APa', {}, {}],
  ],
  'capability.ClientCapabilityToken#allowEventStream': [(filters) => client().allowEventStream(filters), {}],
  'capability.ClientCapabilityToken#addScope': [
    (scope) => client().addScope(scope).generateSync(),
    { kind: 'a:b', toQuery: () => ({}) },
  ],
  'capability.ClientCapabilityToken#addScope()': [
    (query) =>
      client()
        .addScope({ kind: 'a:b', toQuery: () => query })
        .generateSync(),
    {},
  ],
  'capability.ClientCapabilityToken#toClaims': [(ttl) => client().toClaims(ttl), 5],
  'capability.ClientCapabilityToken#generate': [(ttl) => client().generate(ttl), 5],
  'capability.ClientCapabilityToken#generateSync': [(ttl) => client().generateSync(ttl), 5],
  'validation.ClientValidationToken': [make(validation.ClientValidationToken), {}],
  'validation.createValidatingFetch': [
    validation.createValidatingFetch,
    { sign: async () => 'a' },
    async () => {},
  ],
  'routing.Policy': [make(routing.Policy), policy],
  'routing.TaskRouterCapabilityToken': [make(routing.TaskRouterCapabilityToken), {}],
  'routing.WorkerCapabilityToken': [make(routing.WorkerCapabilityToken), {}],
  'routing.TaskQueueCapabilityToken': [make(routing.TaskQueueCapabilityToken), {}],
  'routing.WorkspaceCapabilityToken': [make(routing.WorkspaceCapabilityToken), {}],
  'routing.TaskRouterCapabilityToken#addPolicy': [
    (given) => worker().addPolicy(given).generateSync(),
    policy,
  ],
  'routing.TaskRouterCapabilityToken#allowWebSockets': [(id) => worker().allowWebSockets(id), 'a'],
  ...Object.fromEntries(
    ['activitiesUrl', 'reservationsUrl', 'taskQueuesUrl', 'tasksUrl', 'workersUrl']
      .concat('workspacesUrl', 'defaultEventBridgePolicies', 'defaultWorkerPolicies')
      .map((name) => [`routing.${name}`, [(routing as never)[name], 'WSa', 'WKa', 'WKa']]),
  ),
  'doctor.diagnose': [doctor.diagnose, jwt, {}],
  'doctor.findTokens': [doctor.findTokens, jwt],
  'doctor.kindOf': [doctor.kindOf, jwt],
  'doctor.findFinding': [doctor.findFinding, 'EXPIRED'],
  'doctor.findingsBehind': [doctor.findingsBehind, 20101],
  'endpoint.createIssuer': [
    endpoint.createIssuer,
    { accountSid: AC, apiKeySid: 'SKa', apiKeySecret: SECRET },
    {},
  ],
  'endpoint.createIssuer.issue': [
    (permit) =>
      endpoint.createIssuer({ accountSid: AC, apiKeySid: 'SKa', apiKeySecret: SECRET }).issue(permit),
    { identity: 'a', grants: [] },
  ],
  'endpoint.createIssuer()': [
    (found) => endpoint.createIssuer(() => found).issue({ identity: 'a', grants: [] }),
    { accountSid: AC, apiKeySid: 'SKa', apiKeySecret: SECRET },
  ],
  'endpoint.createTokenEndpoint': [endpoint.createTokenEndpoint, {}],
  'endpoint.deny': [endpoint.deny, 401, 'a'],
  'endpoint.memoryLimiter': [endpoint.memoryLimiter, { limit: 1, per: 1 }],
  'endpoint.memoryLimiter.consume': [(key) => endpoint.memoryLimiter({ limit: 1, per: 1 }).consume(key), 'a'],
  'node.toNodeHandler': [node.toNodeHandler, async () => {}],
  'functions.toFunctionHandler': [functions.toFunctionHandler, async () => {}],
  'flexible.fromRateLimiter': [flexible.fromRateLimiter, { consume: async () => {} }],
  'otel.otelEvents': [otel.otelEvents, { createCounter: () => ({}), createHistogram: () => ({}) }, {}],
  'source.createTokenSource': [source.createTokenSource, async () => jwt, {}],
  'source.createTokenSource.get': [(how) => source.createTokenSource(async () => jwt).get(how), {}],
  'source.createTokenSource.reject': [
    (...args) => source.createTokenSource(async () => jwt).reject(...(args as never as [string])),
    ...[jwt, {}],
  ],
  'source.createTokenSource.subscribe': [
    (listener) => {
      const one = source.createTokenSource(async () => jwt)
      one.stop()
      return one.subscribe(listener)
    },
    () => {},
  ],
  'source.createTokenSource()': [(answer) => source.createTokenSource(async () => answer).get(), jwt],
  'source.fetchFrom': [source.fetchFrom, '/token', {}],
  'testing.createTestClock': [testing.createTestClock, 5],
  'testing.createTestClock.advance': [(seconds) => testing.createTestClock(1).advance(seconds), 5],
  'testing.createTestClock.jump': [(seconds) => clock.jump(seconds), 5],
  'testing.createFakeTwilio': [
    async (options) => {
      const fake = await testing.createFakeTwilio(options)
      await fake.stop()
    },
    {},
  ],
}

/** Exports that are not called here, and why. */
const LEFT: Readonly<Record<string, string>> = {
  'doctor.knownTwilioErrors': 'takes nothing',
  'node.nodeRequestOf': 'takes the request that the endpoint made',
  'capability.encodeQuery': 'writes what was checked',
  'routing.workspaceUrl': 'for the drop-in: of parts that were checked',
  'routing.webSocketUrl': 'for the drop-in: of parts that were checked',
  ...Object.fromEntries(
    ['Voice', 'Conversations', 'Sync', 'TaskRouter'].map((sdk) => [
      `source.bind${sdk}`,
      'weighs 1 KB and has no error of its own: the engine says what an object lacks that is no SDK’s',
    ]),
  ),
}

const isError = (value: unknown) => typeof value === 'function' && value.prototype instanceof Error
const isAbstract = (name: string) => /\.(?:AccessTokenGrant|VerifiedAccessToken)$/.test(name)

/** Values that no option and no token has. */
function specials(): unknown[] {
  const cycle: Record<string, unknown> = {}
  cycle.self = cycle
  const trap = () => {
    throw THEIRS
  }
  const traps = { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap }
  let deep: unknown = []
  for (let level = 0; level < 20_000; level++) deep = [deep]
  let deepObject: object = {}
  for (let level = 0; level < 20_000; level++) deepObject = { a: deepObject }
  const symbolic = Object.assign(Object.create(null), { toString: 1, valueOf: null, [Symbol.toPrimitive]: 5 })
  return [
    ...[cycle, new Proxy({}, traps), new Proxy([], traps), new Proxy(() => {}, traps), deep, deepObject],
    ...[
      symbolic,
      Object.create(null),
      Object.create(cycle),
      [symbolic],
      { a: symbolic },
      [Symbol('a')],
      { a: Symbol('a') },
    ],
    Object.defineProperty({}, 'key', { get: trap, enumerable: true }),
    Object.defineProperty({}, 'kty', { get: trap, enumerable: true }),
    Object.defineProperty({}, 'then', { get: trap, enumerable: true }),
    Object.defineProperty([], 0, { get: trap, enumerable: true }),
    ...[
      'x'.repeat(300_000),
      'eyJ'.repeat(50_000),
      '.'.repeat(50_000),
      '\ud800',
      '\0',
      '__proto__',
      '{"__proto__":1}',
    ],
    ...[
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      `{"keys":[${'{},'.repeat(1000)}{}]}`,
      '-----BEGIN PUBLIC KEY-----',
    ],
    ...[
      Number.NaN,
      -0,
      Number.MAX_VALUE,
      2 ** 53,
      1e21,
      10n,
      Symbol('a'),
      new Date(Number.NaN),
      new Map(),
      new Set(),
    ],
    ...[
      new WeakMap(),
      Promise.resolve(1),
      new (class A {})(),
      class B {},
      async () => {},
      trap,
      function* () {},
    ],
    ...[
      new ArrayBuffer(8),
      new SharedArrayBuffer(8),
      new DataView(new ArrayBuffer(8)),
      new Float64Array(2),
      Buffer.alloc(0),
    ],
    ...[
      new Error('e'),
      /x/g,
      new URL('https://a.example'),
      globalThis,
      Math,
      JSON,
      new Array(5),
      [undefined],
    ],
    ...[
      { kty: 'oct' },
      { kty: 'oct', k: 5 },
      { kty: 'RSA', n: {}, e: [] },
      { kty: 'EC', crv: 'x' },
      { type: 'secret' },
    ],
    { type: 'secret', export: trap, algorithm: {}, usages: [] },
    { type: 'secret', algorithm: { name: 'HMAC', hash: trap }, usages: [], extractable: true },
    { key: 'video', toPayload: trap },
    ...[
      { key: 'video', toPayload: () => cycle },
      { key: 'video', toPayload: () => deepObject },
    ],
  ]
}

const anything = fc.anything({
  ...{
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
  },
  ...{
    withNullPrototype: true,
    withObjectString: true,
    withTypedArray: true,
    withUnicodeString: true,
    maxDepth: 3,
  },
})

/** The names of options, so that garbage reaches the check of each. */
const names = [...new Set(CASES.flatMap(({ samples }) => Object.keys(samples)))]
const garbage = fc.oneof(
  anything,
  fc.dictionary(fc.constantFrom(...names), anything),
  fc.array(anything, { maxLength: 3 }),
)

/** Printed with what fails: the same garbage comes of it again. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

const OURS = /^(?:Jwt(?:Decode|Option)?Error|TokenSourceError)$/

/** What is wrong with what a call came to; undefined where nothing is. */
async function faultOf(call: () => unknown): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), 60_000)
  })
  try {
    await Promise.race([call(), late])
  } catch (error) {
    if (error === THEIRS) return undefined
    const { name, code, stack } = Object(error)
    if (!(OURS.test(name) && /^ERR_/.test(code))) return `${stack ?? String(error)}`
  } finally {
    clearTimeout(timer)
  }
  return undefined
}

function callWith([call, ...good]: Call, at: number, value: unknown): () => unknown {
  return () =>
    (call as (...args: unknown[]) => unknown)(...good.map((arg, place) => (place === at ? value : arg)))
}

it('knows every function of every door', () => {
  const missing = Object.entries(DOORS).flatMap(([door, names]) =>
    Object.entries(names).flatMap(([name, value]) => {
      if (typeof value !== 'function' || isError(value)) return []
      const whole = `${door}.${name}`
      if (whole in CALLS || whole in LEFT || isAbstract(whole)) return []
      // The same function by another door.
      return Object.entries(DOORS).some(
        ([other, members]) =>
          other !== door && `${other}.${name}` in CALLS && (members as never)[name] === value,
      )
        ? []
        : [whole]
    }),
  )
  expect(missing).toEqual([])
})

describe.each(Object.entries(CALLS))('%s', (name, call) => {
  it('gives something, or an error of ours', async () => {
    const faults = new Set<string>()
    for (let at = 0; at < call.length - 1; at++) {
      const given = [...specials(), ...fc.sample(garbage, { numRuns: 60, seed: SEED })]
      for (const value of given) {
        const fault = await faultOf(callWith(call, at, value))
        if (fault !== undefined) faults.add(`argument ${at}: ${fault}`)
      }
    }
    expect([...faults], `seed ${SEED}`).toEqual([])
    if (name === 'doctor.diagnose')
      for (const value of specials()) expect(await doctor.diagnose(value as never)).toHaveProperty('findings')
  })
})
