import { generateKeyPairSync } from 'node:crypto'
import { AccessToken, verifyAccessToken, verifyAccessTokenSync } from '@x/access-token'
import { AccessToken as MintingToken } from '@x/access-token/mint'
import { ClientCapabilityToken } from '@x/client-capability'
import { ClientValidationToken } from '@x/client-validation'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import {
  createKeyResolver,
  createKeyRing,
  decodeUnverified,
  Jwt,
  verifyCompact,
  verifyCompactSync,
} from '@x/jwt-core'
import { choice, flag, params, sid, text } from '@x/jwt-core/grant'
import {
  Policy,
  TaskQueueCapabilityToken,
  TaskRouterCapabilityToken,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
} from '@x/taskrouter-capability'
import { diagnose } from '@x/token-doctor'
import { createIssuer, createTokenEndpoint, memoryLimiter } from '@x/token-endpoint'
import { otelEvents } from '@x/token-endpoint/otel'
import { bindVoice, createTokenSource, fetchFrom } from '@x/token-source'
import { createFakeTwilio, createTestClock } from '@x/token-testing'

/** The time of every trial, in seconds since the epoch. */
export const NOW = 1_750_000_000
const SECRET = 'fake-secret-for-tests-0123456789abcdef'
const AC = 'AC00000000000000000000000000000000'
const SK = 'SK00000000000000000000000000000000'
const WS = 'WS00000000000000000000000000000000'

/** A function and a good value for each option that it takes. */
export interface Case {
  /** Every place of the surface that this function is. */
  readonly takers: readonly string[]
  readonly samples: Readonly<Record<string, unknown>>
  /** An option without which others are refused. */
  readonly always?: string
  /** Options that its table has and its type has not. */
  readonly hidden?: readonly string[]
  /** Options that cannot be read at once, since they come from a function of the caller's that is asked later. */
  readonly late?: true
  /** Calls it; what it gives is the same whenever the options say the same. */
  readonly call: (options: never) => unknown
}

const lifetime = { ttl: 600, validUntil: NOW + 500, nbf: NOW - 5, allowExpired: true }
const signing = new Jwt(SECRET, { issuer: SK, subject: AC, validUntil: NOW + 500, allowExpired: true })
const claims = { aud: 'me', iat: NOW - 10 }
const jwt = signing.encodeSync(claims)
const verifying = {
  algorithms: ['HS256'],
  strictSecretLength: true,
  maxTokenSize: 9000,
}
const decoding = {
  ...verifying,
  issuer: SK,
  subject: [AC],
  audience: 'me',
  typ: 'JWT',
  maxTokenAge: 100,
  clockTolerance: 10,
  requiredClaims: ['iss'],
  now: NOW,
}
const accessJwt = signing.encodeSync(
  { ...claims, grants: { identity: 'alice', video: {} } },
  { header: { cty: 'twilio-fpa;v=1' } },
)
const access = { ...decoding, accountSid: AC, identity: 'alice' }
const accessToken = {
  ...lifetime,
  identity: 'alice',
  region: 'ie1',
  grants: [new VideoGrant({ room: 'a' })],
  algorithm: 'HS512',
  jti: 'an-id',
}
const taskRouter = {
  ...lifetime,
  accountSid: AC,
  authToken: SECRET,
  workspaceSid: WS,
  friendlyName: 'a name',
  version: 'v1',
  startingPolicies: false,
}
const policy = {
  url: 'https://taskrouter.twilio.com/v1/Workspaces/WSa',
  method: 'POST',
  allow: false,
  queryFilter: { A: { required: true } },
  postFilter: { B: { required: false } },
}
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const validation = {
  accountSid: AC,
  apiKeySid: SK,
  credentialSid: 'CR00000000000000000000000000000000',
  privateKey,
  algorithm: 'RS256',
  ttl: 60,
}
const request = {
  method: 'POST',
  url: 'https://api.twilio.com/x?a=1',
  headers: { authorization: 'Basic eA==', host: 'api.twilio.com', 'x-more': '1' },
  body: 'a=1',
  signedHeaders: ['authorization', 'host', 'x-more'],
}
const credentials = { accountSid: AC, apiKeySid: SK, apiKeySecret: SECRET, region: 'ie1' }
const issuer = createIssuer(async () => ({ accountSid: AC, apiKeySid: SK, apiKeySecret: SECRET }))
const permit = {
  identity: 'alice',
  grants: [new VideoGrant({ room: 'a' })],
  ttl: 60,
  tenant: 'a tenant',
  limitKey: 'a key',
}
const endpoint = {
  issuer,
  authorize: () => ({ identity: 'alice', grants: [], ttl: 60 }),
  cors: { origins: ['https://app.example.com'], credentials: true },
  limiter: { consume: async () => ({ ok: true }) },
  onLimiterError: 'allow',
  limiterTimeout: 1,
  methods: ['GET', 'POST'],
  format: 'text',
  maxBodySize: 100,
  bodyTimeout: 1,
  onEvent: () => {},
  identityKey: 'a key to hash with',
  onHint: () => {},
}
const source = {
  margin: 10,
  minInterval: 1,
  timeout: 2,
  maxBackoff: 3,
  jitter: 0.5,
  now: () => NOW,
  onError: () => {},
}
let sent: unknown
const fetching = {
  method: 'PUT',
  headers: { 'x-a': '1' },
  body: { a: 1 },
  credentials: 'omit',
  async fetch(url: string, { signal: _, ...init }: { readonly signal: unknown }) {
    sent = [url, init]
    return { status: 200, headers: { get: () => null }, text: async () => accessJwt }
  },
}
const minting = {
  identity: 'bob',
  ttl: 60,
  grants: { video: {} },
  nbf: NOW - 5,
  accountSid: 'ACb',
  apiKeySid: 'SKb',
}

const fake = await createFakeTwilio({ clock: createTestClock(NOW), secret: SECRET })
/** Ends the servers that the cases call. */
export const stop = (): Promise<void> => fake.stop()

const asked = new Request('https://app.example.com/token', {
  method: 'POST',
  headers: { origin: 'https://app.example.com' },
})

async function ask(options: object): Promise<unknown> {
  const response = await createTokenEndpoint(options as never)(asked)
  return [response.status, [...response.headers], await response.text()]
}

/** What a token says, but for an id that no two have alike. */
function read(token: string): unknown {
  const { header, payload } = decodeUnverified(token)
  const { jti: _, ...claims } = payload
  return [header, claims]
}

function device() {
  const events = ['on', 'off', 'removeListener'].map((name) => [name, () => {}])
  return { state: 'registered', updateToken() {}, ...Object.fromEntries(events) } as never
}

const quiet = { get: async () => 'a', subscribe: () => () => {}, reject: async () => 'a', stop() {} }

const meter = {
  createCounter: () => ({ add() {} }),
  createHistogram: () => ({ record() {} }),
} as never

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const grant = (Type: new (options: never) => { toPayload(): object }) => (options: never) =>
  json(new Type(options).toPayload())
const routing = (Type: new (options: never) => { generateSync(): string }) => (options: never) =>
  new Type(options).generateSync()
const field = { needed: true, limits: true }

/** Every function that takes options. */
export const CASES: readonly Case[] = [
  {
    takers: ['jwt-core Jwt.new(options)'],
    samples: { ...lifetime, issuer: SK, subject: AC, algorithm: 'HS384' },
    call: (options) => new Jwt(SECRET, options).encodeSync({}),
  },
  {
    takers: ['jwt-core Jwt.new.encode(options)'],
    samples: { header: { kid: 'a' } },
    call: (options) => new Jwt(SECRET).encode({}, options),
  },
  {
    takers: ['jwt-core Jwt.new.encodeSync(options)'],
    samples: { header: { kid: 'a' } },
    call: (options) => new Jwt(SECRET).encodeSync({}, options),
  },
  {
    takers: ['jwt-core Jwt.decode(options)'],
    samples: decoding,
    call: (options) => Jwt.decode(jwt, SECRET, options),
  },
  {
    takers: ['jwt-core Jwt.decodeSync(options)'],
    samples: decoding,
    call: (options) => Jwt.decodeSync(jwt, SECRET, options),
  },
  {
    takers: ['jwt-core verifyCompact(options)'],
    samples: verifying,
    call: (options) => verifyCompact(jwt, SECRET, options),
  },
  {
    takers: ['jwt-core verifyCompactSync(options)'],
    samples: verifying,
    call: (options) => verifyCompactSync(jwt, SECRET, options),
  },
  {
    takers: ['jwt-core decodeUnverified(options)'],
    samples: { maxTokenSize: 9000 },
    call: (options) => decodeUnverified(jwt, options),
  },
  {
    takers: ['jwt-core createKeyRing(options)'],
    samples: { retired: ['SKold'] },
    call: (options) => createKeyRing({ SKa: SECRET }, options),
  },
  {
    takers: ['jwt-core createKeyResolver(options)'],
    samples: {
      retired: ['SKold'],
      maxAge: 10,
      cooldown: 5,
      accepts: () => true,
      timeout: 1,
      maxUnknown: 3,
    },
    call: (options) => json(createKeyResolver(() => SECRET, options)),
  },
  {
    takers: ['jwt-core sid(options)'],
    samples: { ...field, values: ['default'] },
    call: (options) => json(sid('IS', 'a', options)),
  },
  ...[text, flag, params, choice].map((make): Case => {
    const before = make === choice ? [['a', 'b'], 'a'] : ['a']
    return {
      takers: [`jwt-core ${make.name}(options)`],
      samples: field,
      call: (options) => json((make as (...args: unknown[]) => object)(...before, options)),
    }
  }),
  {
    takers: ['access-token AccessToken.new(options)'],
    samples: accessToken,
    call: (options) => new AccessToken(AC, SK, SECRET, options).toJwtSync(),
  },
  {
    takers: ['access-token AccessToken.new(options): AccessTokenOptions'],
    samples: accessToken,
    call: (options) => new MintingToken(AC, SK, SECRET, options).toJwtSync(),
  },
  {
    takers: ['access-token verifyAccessToken(options)'],
    samples: access,
    call: async (options) => ({ ...(await verifyAccessToken(accessJwt, SECRET, options)) }),
  },
  {
    takers: ['access-token verifyAccessTokenSync(options)'],
    samples: access,
    call: (options) => ({ ...verifyAccessTokenSync(accessJwt, SECRET, options) }),
  },
  {
    takers: ['access-token AccessToken.verify(options)'],
    samples: access,
    call: async (options) => ({ ...(await AccessToken.verify(accessJwt, SECRET, options)) }),
  },
  {
    takers: ['access-token AccessToken.verifySync(options)'],
    samples: access,
    call: (options) => ({ ...AccessToken.verifySync(accessJwt, SECRET, options) }),
  },
  {
    takers: ['grants-video VideoGrant.new(options)'],
    samples: { room: 'a' },
    call: grant(VideoGrant),
  },
  {
    takers: ['grants-chat ChatGrant.new(options)'],
    samples: { serviceSid: 'ISa', endpointId: 'e', deploymentRoleSid: 'RLa', pushCredentialSid: 'CRa' },
    call: grant(ChatGrant),
  },
  {
    takers: ['grants-voice VoiceGrant.new(options)'],
    always: 'outgoingApplicationSid',
    samples: {
      outgoingApplicationSid: 'APa',
      outgoingApplicationParams: { a: '1' },
      incomingAllow: true,
      pushCredentialSid: 'CRa',
      endpointId: 'e',
    },
    call: grant(VoiceGrant),
  },
  {
    takers: ['grants-sync SyncGrant.new(options)'],
    samples: { serviceSid: 'ISa', endpointId: 'e' },
    call: grant(SyncGrant),
  },
  {
    takers: ['grants-task-router TaskRouterGrant.new(options)'],
    samples: { workspaceSid: 'WSa', workerSid: 'WKa', role: 'worker' },
    call: grant(TaskRouterGrant),
  },
  {
    takers: ['grants-playback PlaybackGrant.new(options)'],
    samples: { grant: { a: 1 } },
    call: grant(PlaybackGrant),
  },
  {
    takers: ['client-capability ClientCapabilityToken.new(options)'],
    samples: lifetime,
    call: (options) => new ClientCapabilityToken(AC, SECRET, options).generateSync(),
  },
  {
    takers: ['client-capability ClientCapabilityToken.new.allowClientOutgoing(options)'],
    samples: { clientName: 'alice' },
    call: (options) =>
      new ClientCapabilityToken(AC, SECRET).allowClientOutgoing('APa', {}, options).generateSync(),
  },
  {
    takers: ['client-validation ClientValidationToken.new(options)'],
    samples: validation,
    call: (options) => json(new ClientValidationToken(options)),
  },
  {
    takers: [
      'client-validation ClientValidationToken.new.sign(request)',
      'client-validation ClientValidationToken.new.toClaims(request)',
      'client-validation RequestSigner.sign(request)',
    ],
    samples: request,
    call: (options) => new ClientValidationToken(validation as never).sign(options),
  },
  {
    takers: ['client-validation ClientValidationToken.new.toClaims(request)'],
    samples: request,
    call: (options) => new ClientValidationToken(validation as never).toClaims(options),
  },
  {
    takers: ['taskrouter-capability Policy.new(options)'],
    samples: policy,
    call: (options) => json(new Policy(options).toPayload()),
  },
  {
    takers: ['taskrouter-capability TaskQueueCapabilityToken.new.addPolicy(policy)'],
    samples: policy,
    call: (options) =>
      new TaskRouterCapabilityToken({ ...taskRouter, channelId: 'alice' }).addPolicy(options).generateSync(),
  },
  {
    takers: ['taskrouter-capability TaskRouterCapabilityToken.new(options)'],
    samples: { ...taskRouter, channelId: 'alice' },
    call: routing(TaskRouterCapabilityToken),
  },
  {
    takers: ['taskrouter-capability WorkerCapabilityToken.new(options)'],
    samples: { ...taskRouter, workerSid: 'WKa' },
    hidden: ['channelId'],
    call: routing(WorkerCapabilityToken),
  },
  {
    takers: ['taskrouter-capability TaskQueueCapabilityToken.new(options)'],
    samples: { ...taskRouter, taskQueueSid: 'WQa' },
    hidden: ['channelId'],
    call: routing(TaskQueueCapabilityToken),
  },
  {
    takers: ['taskrouter-capability WorkspaceCapabilityToken.new(options)'],
    samples: taskRouter,
    hidden: ['channelId'],
    call: routing(WorkspaceCapabilityToken),
  },
  {
    takers: ['token-doctor diagnose(options)'],
    samples: { secret: SECRET, accountSid: AC, product: 'video', now: NOW },
    call: async (options) => json(await diagnose(accessJwt, options)),
  },
  {
    takers: ['token-endpoint createTokenEndpoint(options)'],
    samples: endpoint,
    call: (options) => ask(options),
  },
  {
    takers: ['token-endpoint createTokenEndpoint(options).cors'],
    samples: endpoint.cors,
    call: (cors) => ask({ ...endpoint, cors }),
  },
  {
    takers: ['token-endpoint createIssuer(credentials)'],
    samples: credentials,
    call: (given) => createIssuer(given).issue({ identity: 'alice', grants: [] }),
  },
  {
    takers: ['token-endpoint createIssuer(credentials)()'],
    samples: credentials,
    late: true,
    call: (given) => createIssuer(async () => given).issue({ identity: 'alice', grants: [] }),
  },
  {
    takers: ['token-endpoint createIssuer(options)'],
    samples: { jti: () => 'an id' },
    call: (options) => createIssuer(credentials, options).issue({ identity: 'alice', grants: [] }),
  },
  {
    takers: ['token-endpoint createIssuer.issue(permit)'],
    samples: permit,
    call: (given) => issuer.issue(given),
  },
  {
    takers: ['token-endpoint createTokenEndpoint(options).authorize()'],
    hidden: ['status', 'message'],
    samples: permit,
    late: true,
    // What the app is told of its own mistake is told to `onEvent`.
    async call(given) {
      let told: unknown
      const onEvent = ({ error }: { readonly error?: unknown }) => {
        told = error
      }
      const keys: string[] = []
      const limiter = { consume: async (key: string) => ({ ok: keys.push(key) > 0 }) }
      const [status, , body] = (await ask({
        ...{ ...endpoint, format: 'json', onEvent, limiter },
        authorize: () => given,
      })) as unknown[]
      if (told !== undefined) throw told
      return [status, body, keys]
    },
  },
  {
    takers: ['token-endpoint createTokenEndpoint(options).authorize(): Denial'],
    hidden: Object.keys(permit),
    samples: { status: 403, message: 'not you' },
    late: true,
    async call(given) {
      let told: unknown
      const onEvent = ({ error }: { readonly error?: unknown }) => {
        told = error
      }
      const answer = await ask({ ...endpoint, onEvent, authorize: () => given })
      if (told !== undefined) throw told
      return answer
    },
  },
  {
    takers: ['token-endpoint memoryLimiter(options)'],
    samples: { limit: 1, per: 10, maxKeys: 5 },
    async call(options) {
      const limiter = memoryLimiter(options)
      return [await limiter.consume('a'), await limiter.consume('a')]
    },
  },
  {
    takers: ['token-endpoint otelEvents(options)'],
    samples: { tenant: true },
    call: (options) => typeof otelEvents(meter, options),
  },
  {
    takers: ['token-source createTokenSource(options)'],
    samples: source,
    call: (options) => createTokenSource(async () => accessJwt, options).state,
  },
  {
    takers: ['token-source createTokenSource.get(options)'],
    samples: { force: true, signal: new AbortController().signal },
    call: (options) => createTokenSource(async () => accessJwt, { now: () => NOW }).get(options),
  },
  {
    takers: ['token-source fetchFrom(options)'],
    samples: fetching,
    async call(options) {
      const fetchToken = fetchFrom('https://app.example.com/token', options)
      // The global function stands in where none is given.
      const before = globalThis.fetch
      globalThis.fetch = fetching.fetch as never
      try {
        return [await fetchToken({ signal: new AbortController().signal, reason: 'first' }), sent]
      } finally {
        globalThis.fetch = before
      }
    },
  },
  {
    takers: ['token-source bindVoice(options)'],
    samples: { deferDuringCall: false },
    call: (options) => bindVoice(device(), quiet as never, options)(),
  },
  {
    takers: ['token-testing createTestClock.sleep(options)'],
    samples: { signal: new AbortController().signal },
    call: (options) => {
      const clock = createTestClock(NOW)
      const slept = clock.sleep(1, options)
      void clock.advance(2)
      return slept
    },
  },
  {
    takers: ['token-testing createFakeTwilio(options)'],
    samples: { secret: SECRET, clock: createTestClock(NOW) },
    call: async (options) => (await createFakeTwilio(options)).stop(),
  },
  {
    takers: ['token-testing createFakeTwilio.mint(options)'],
    samples: minting,
    call: async (options) => read(await fake.mint(options)),
  },
  {
    takers: ['token-testing FakeEndpoint.token(set)'],
    samples: minting,
    call(options) {
      fake.endpoint.token = options
      return json(fake.endpoint.token)
    },
  },
  {
    takers: ['token-testing FakeEndpoint.fail(options)'],
    samples: { times: 1, every: 2 },
    call: (options) => fake.endpoint.fail({ kind: 'html' }, options),
  },
  {
    takers: ['token-testing FakeEndpoint.fail(fault)', 'token-testing FakeEndpoint.fail(fault): kind'],
    hidden: ['seconds'],
    samples: { kind: 'status', status: 503, retryAfter: 3 },
    call: (fault) => fake.endpoint.fail(fault),
  },
  {
    takers: ['token-testing FakeEndpoint.fail(fault): kind,seconds'],
    hidden: ['status', 'retryAfter'],
    samples: { kind: 'slow', seconds: 3 },
    call: (fault) => fake.endpoint.fail(fault),
  },
  {
    takers: ['token-testing FakeEventBridge.refuse(options)'],
    samples: { times: 1 },
    call: (options) => fake.voice.refuse(20104, options),
  },
  {
    takers: ['token-testing FakeEventBridge.silence(options)'],
    samples: { listening: true },
    call: (options) => fake.voice.silence(options),
  },
]

/** Types whose members are no options, and why. */
export const NO_OPTIONS: Readonly<Record<string, string>> = {
  JsonWebKeyLike: 'a key: what it has besides is the business of RFC 7517',
  CryptoKeyLike: 'a key',
  KeyObjectLike: 'a key',
  KeyRing: 'a key ring',
  JwtHeader: 'a header is open: any member may be in it',
  SigningHeader: 'a header is open',
  HmacHeader: 'a header is open',
  JwtPayload: 'claims are open',
  VerifiedJwt: 'what a verifier of ours gives',
  Issued: 'what an issuer of ours gives',
  TokenEvent: 'what an endpoint of ours tells',
  FetchTokenContext: 'what a source of ours gives',
  Lifetime: 'what resolveLifetime of ours gives',
  LifetimeOptions: 'for resolveLifetime, what readOptions gives: the door for authors of token packages',
  ClaimOptions: 'for checkClaims, what readOptions gives: the door for authors of token packages',
  HmacTokenKind: 'a kind of token, of an author of token packages',
  OptionTable: 'a table of options itself',
  Grant: 'an object with methods: a class of the caller’s',
  Scope: 'an object with methods',
  RequestSigner: 'an object with methods',
  Limiter: 'an object with methods',
  LimiterResult: 'what somebody else’s limiter says, which may say more',
  FlexibleLimiter: 'an object of another package',
  Clock: 'an object with methods',
  TokenSource: 'an object with methods',
  TwilsockClient: 'an object of Twilio’s SDK',
  TaskRouterWorker: 'an object of Twilio’s SDK',
  VoiceDevice: 'an object of Twilio’s SDK',
  ResponseLike: 'a Response',
  FastifyRequestLike: 'an object of Fastify',
  FastifyReplyLike: 'an object of Fastify',
  FunctionContext: 'an object of Twilio Functions',
  FunctionEvent: 'an object of Twilio Functions',
  TokenSourceErrorDetails: 'of an error: one that throws while it is made would hide what went wrong',
}

/** The same for objects whose type has no name, by the place they are taken. */
export const NO_OPTIONS_AT: readonly (readonly [place: RegExp, why: string])[] = [
  [/Error\.new\(options\)$/, 'of an error: one that throws while it is made would hide what went wrong'],
  [/\.algorithm(?:: name)?$/, 'of a CryptoKey'],
  [/signHmacJwt(?:Sync)?\(claims\)$/, 'claims are open'],
  [/^token-endpoint toFunctionHandler\(event\)\.request$/, 'an object of Twilio Functions'],
  [/^token-source fetchFrom\(url\)$/, 'a URL'],
  [/^token-source fetchFrom\(options\)\.fetch\(\)\.headers$/, 'of a Response'],
  [/^token-source createTokenSource\(fetchToken\)\(\)$/, 'what an endpoint says, which may say more'],
]

/** Other names that people write, from other libraries and from memory. */
export const SYNONYMS: readonly string[] = [
  ...[
    'aud',
    'iss',
    'sub',
    'exp',
    'expiresIn',
    'expiresAt',
    'notBefore',
    'leeway',
    'clockTimestamp',
    'maxAge ',
  ],
  ...['isuer', 'idenity', 'Identity', 'roomName', 'incomingAllowed', 'retire', 'alg', 'algorithms_', 'jwtid'],
  ...[
    'ignoreExpiration',
    'complete',
    'keyid',
    'secrets',
    'account_sid',
    'serviceSID',
    'timeoutMs',
    'constructor',
  ],
  ...[
    'toString',
    'hasOwnProperty',
    '__proto__',
    'then',
    'toJSON',
    'length',
    '0',
    '',
    ' ',
    'ttl ',
    'ttl\u200b',
  ],
]
