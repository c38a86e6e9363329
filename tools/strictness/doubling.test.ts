// What reads text takes time as its text grows, whatever the text: twice as much, some twice as long.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AccessToken, verifyAccessToken, verifyAccessTokenSync } from '@x/access-token'
import { ClientCapabilityToken } from '@x/client-capability'
import { readQuery, readScope } from '@x/client-capability/facts'
import { ClientValidationToken, createValidatingFetch } from '@x/client-validation'
import { ChatGrant } from '@x/grants-chat'
import * as core from '@x/jwt-core'
import { isGrant } from '@x/jwt-core/grant'
import * as door from '@x/jwt-core/token'
import * as routing from '@x/taskrouter-capability'
import { diagnose, findFinding, findTokens, kindOf } from '@x/token-doctor'
import { createIssuer, createTokenEndpoint, deny, memoryLimiter } from '@x/token-endpoint'
import { createTokenSource, fetchFrom } from '@x/token-source'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as xtoken from '../../packages/cli/src/program.ts'
import { quickest } from '../../packages/token-doctor/test/timing.ts'
import { readSurface } from './surface.ts'

const SECRET = 'fake-secret-for-tests-0123456789abcdef'
const AC = 'AC00000000000000000000000000000000'
const NOW = 1_750_000_000
const LIMITS = { maxTokenSize: 10_000_000 }
const JWT = new core.Jwt(SECRET, { issuer: 'SK1' }).encodeSync({})

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doubling-'))
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

type Read = (text: string) => unknown

/** The readers of a token, and of the text within it. */
const TOKENS: Readonly<Record<string, Read>> = {
  'access-token verifyAccessToken(jwt)': (text) => verifyAccessToken(text, SECRET, LIMITS),
  'access-token verifyAccessTokenSync(jwt)': (text) => verifyAccessTokenSync(text, SECRET, LIMITS),
  'access-token AccessToken.verify(jwt)': (text) => AccessToken.verify(text, SECRET, LIMITS),
  'access-token AccessToken.verifySync(jwt)': (text) => AccessToken.verifySync(text, SECRET, LIMITS),
  'jwt-core verifyCompact(token)': (text) =>
    core.verifyCompact(text, core.createKeyRing({ a: SECRET }), LIMITS),
  'jwt-core verifyCompactSync(token)': (text) => core.verifyCompactSync(text, SECRET, LIMITS),
  'jwt-core decodeUnverified(token)': (text) => core.decodeUnverified(text, LIMITS),
  'jwt-core Jwt.decode(token)': (text) =>
    core.Jwt.decode(
      text,
      core.createKeyResolver(() => SECRET),
      LIMITS,
    ),
  'jwt-core Jwt.decodeSync(token)': (text) => core.Jwt.decodeSync(text, SECRET, LIMITS),
  'token-doctor diagnose(token)': (text) => diagnose(text, { now: NOW }),
  'token-doctor kindOf(token)': kindOf,
  'token-source createTokenSource.reject(token)': (text) =>
    createTokenSource(async () => text)
      .get()
      .catch(() => {}),
}

const kind = { options: door.DECODE_OPTIONS, issuerPrefix: 'SK', read: () => 0 }
/** A function of parts of a URL, with text for one of them. */
const segment = (make: (...parts: never[]) => string, at: number) => (text: string) =>
  make(...(['WSa', 'WKa', 'WKa'].map((part, place) => (place === at ? text : part)) as never[]))

/** The readers of any other text that the packages hand out. */
const OTHERS: Readonly<Record<string, Read>> = {
  'access-token verifyAccessToken(secretOrKeyRing)': (text) => verifyAccessToken(JWT, text),
  'access-token verifyAccessTokenSync(secretOrKeyRing)': (text) => verifyAccessTokenSync(JWT, text),
  'access-token AccessToken.verify(secretOrKeyRing)': (text) => AccessToken.verify(JWT, text),
  'access-token AccessToken.verifySync(secretOrKeyRing)': (text) => AccessToken.verifySync(JWT, text),
  'access-token AccessToken.new(accountSid)': (text) => new AccessToken(`AC${text}`, 'SK1', SECRET),
  'access-token AccessToken.new(signingKeySid)': (text) => new AccessToken(AC, `SK${text}`, SECRET),
  'access-token AccessToken.new(secret)': (text) => new AccessToken(AC, 'SK1', text),
  'client-capability ClientCapabilityToken.new(accountSid)': (text) =>
    new ClientCapabilityToken(`AC${text}`, SECRET),
  'client-capability ClientCapabilityToken.new(authToken)': (text) => new ClientCapabilityToken(AC, text),
  'client-capability ClientCapabilityToken.new.allowClientIncoming(clientName)': (text) =>
    new ClientCapabilityToken(AC, SECRET).allowClientIncoming(text),
  'client-capability ClientCapabilityToken.new.allowClientOutgoing(applicationSid)': (text) =>
    new ClientCapabilityToken(AC, SECRET).allowClientOutgoing(`AP${text}`, { [text]: text }).generateSync(),
  'client-capability readQuery(query)': readQuery,
  'client-capability readScope(uri)': (text) => readScope(`scope:client:outgoing?${text}`),
  'client-validation createValidatingFetch(input)': (text) =>
    createValidatingFetch({ sign: async () => 'a' }, async () => new Response())(`https://a.example/${text}`),
  'grants-chat Field.check(value)': (text) => new ChatGrant({ serviceSid: `IS${text}` }),
  'grants-chat FieldGrant.fromPayload(payload)': (text) => ChatGrant.fromPayload({ service_sid: text }),
  'jwt-core signCompact(key)': (text) => core.signCompact({ alg: 'HS256' }, Buffer.from('{}'), text),
  'jwt-core signCompactSync(key)': (text) => core.signCompactSync({ alg: 'HS256' }, Buffer.from('{}'), text),
  'jwt-core verifyCompact(key)': (text) => core.verifyCompact(JWT, text),
  'jwt-core verifyCompactSync(key)': (text) => core.verifyCompactSync(JWT, text),
  'jwt-core Jwt.new(secretKey)': (text) => new core.Jwt(text),
  'jwt-core Jwt.decode(secret)': (text) => core.Jwt.decode(JWT, text),
  'jwt-core Jwt.decodeSync(secret)': (text) => core.Jwt.decodeSync(JWT, text),
  'jwt-core parseKeyRing(json)': (text) => core.parseKeyRing(text),
  'jwt-core isBranded(value)': (text) => door.isBranded(core.Jwt, text),
  'jwt-core isBytes(value)': door.isBytes,
  'jwt-core isHmac(value)': door.isHmac,
  'jwt-core checkTime(value)': (text) => door.checkTime('a', text),
  'jwt-core checkTtl(value)': (text) => door.checkTtl('a', text),
  'jwt-core takeKey(key)': (text) => door.takeKey('a', text),
  'jwt-core readKeyPair(key)': (text) => door.readKeyPair('a', `-----BEGIN PUBLIC KEY-----\n${text}`),
  'jwt-core isKeyRing(value)': door.isKeyRing,
  'jwt-core checkFlag(value)': (text) => door.checkFlag('a', text),
  'jwt-core checkList(value)': (text) => door.checkList('a', text, 'b', Boolean),
  'jwt-core checkName(value)': (text) => door.checkName('a', text),
  'jwt-core checkText(value)': (text) => door.checkText('a', text),
  'jwt-core describe(value)': door.describe,
  'jwt-core isRecord(value)': door.isRecord,
  'jwt-core isPlain(value)': door.isPlain,
  'jwt-core readOptions(options)': (text) =>
    door.readOptions('a', { [text]: 1 }, { issuer: Boolean } as never),
  'jwt-core refuse(value)': (text) => door.refuse('a', 'b', text),
  'jwt-core signHmacJwt(secret)': (text) => door.signHmacJwt({ alg: 'HS256' }, { iss: 'a' }, text),
  'jwt-core signHmacJwtSync(secret)': (text) => door.signHmacJwtSync({ alg: 'HS256' }, { iss: 'a' }, text),
  'jwt-core verifyHmacJwt(token)': (text) => door.verifyHmacJwt(kind, text, SECRET, LIMITS),
  'jwt-core verifyHmacJwt(secret)': (text) => door.verifyHmacJwt(kind, JWT, text, {}),
  'jwt-core verifyHmacJwtSync(token)': (text) => door.verifyHmacJwtSync(kind, text, SECRET, LIMITS),
  'jwt-core verifyHmacJwtSync(secret)': (text) => door.verifyHmacJwtSync(kind, JWT, text, {}),
  'jwt-core decodeBase64Url(text)': door.decodeBase64Url,
  'jwt-core encodeBase64Url(data)': door.encodeBase64Url,
  'jwt-core encodeUtf8(text)': door.encodeUtf8,
  'jwt-core verifyHmac(secret)': (text) => door.verifyHmac('HS256', text, 'a', 'AA'),
  'jwt-core verifyHmac(input)': (text) => door.verifyHmac('HS256', SECRET, text, 'AA'),
  'jwt-core verifyHmac(signature)': (text) => door.verifyHmac('HS256', SECRET, 'a', text),
  'jwt-core checkSecretText(secret)': (text) => door.checkSecretText('a', text),
  'jwt-core takeSecret(secret)': (text) => door.takeSecret('a', text),
  'jwt-core takeSharedSecret(secret)': (text) => door.takeSharedSecret('a', text, 'b', 'SK1'),
  'jwt-core checkSid(value)': (text) => door.checkSid('a', text, 'AC'),
  'jwt-core isSid(value)': (text) => door.isSid(`AC${text}`, 'AC'),
  'jwt-core sidKind(value)': door.sidKind,
  'jwt-core escapeUnseen(text)': door.escapeUnseen,
  'jwt-core checkNoStray(id)': (text) => door.checkNoStray('a', text),
  'jwt-core nameStray(character)': door.nameStray,
  'jwt-core isGrant(value)': isGrant,
  'taskrouter-capability TaskQueueCapabilityToken.new.allowWebSockets(channelId)': (text) =>
    new routing.WorkspaceCapabilityToken({
      accountSid: AC,
      authToken: SECRET,
      workspaceSid: 'WSa',
    }).allowWebSockets(text),
  ...Object.fromEntries(
    Object.entries({
      activitiesUrl: [routing.activitiesUrl, 'workspaceSid', 'activitySid'],
      reservationsUrl: [routing.reservationsUrl, 'workspaceSid', 'workerSid', 'reservationSid'],
      taskQueuesUrl: [routing.taskQueuesUrl, 'workspaceSid', 'taskQueueSid'],
      tasksUrl: [routing.tasksUrl, 'workspaceSid', 'taskSid'],
      workersUrl: [routing.workersUrl, 'workspaceSid', 'workerSid'],
      workspacesUrl: [routing.workspacesUrl, 'workspaceSid'],
    }).flatMap(([name, [make, ...parts]]) =>
      parts.map((part, at) => [`taskrouter-capability ${name}(${part})`, segment(make as never, at)]),
    ),
  ),
  'token-doctor findFinding(code)': findFinding,
  'token-doctor findTokens(text)': findTokens,
  'token-endpoint deny(message)': (text) => deny(403, text),
  'token-endpoint Limiter.consume(key)': (text) => memoryLimiter({ limit: 1, per: 1 }).consume(text),
  'token-source fetchFrom(url)': (text) => fetchFrom(text),
}

/** Texts that a program writes itself, and what is handed to functions of an application's own. */
const NO_READERS: readonly (readonly [place: RegExp, why: string])[] = [
  [/Error\.new\(|refuseClaim\(|requireClaim\(/, 'what an author says of an error'],
  [/\((?:option|expected|path|issuer|kind)\)$/, 'a name that an author gives'],
  [/^access-token VerifiedAccessToken\.new\(identity\)$/, 'made of what was verified'],
  [
    /copyJson|defaultEventBridgePolicies|defaultWorkerPolicies|workspaceUrl|webSocketUrl/,
    'parts that were checked',
  ],
  [/^token-source createTokenSource\.reject\(error\)$/, 'is passed on'],
  [/plainLoopback/, 'an address of its own'],
  [
    /^(?:client-capability Scope|jwt-core KeyResolverOptions|token-endpoint (?:CorsOptions|TokenEndpointOptions|FlexibleLimiter))\./,
    'a function of the application',
  ],
  [
    /^token-source (?:ResponseLike|TaskRouterWorker|TwilsockClient|VoiceDevice|FetchFromOptions)\./,
    'of an SDK or a Response',
  ],
]

const endpoint = createTokenEndpoint({
  issuer: createIssuer({ accountSid: AC, apiKeySid: 'SK1', apiKeySecret: SECRET }),
  authorize: () => ({ identity: 'a', grants: [] }),
  cors: { origins: ['https://app.example.com'] },
  maxBodySize: 10_000_000,
})
const ask = (init: RequestInit) =>
  endpoint(new Request('https://a.example/token', { method: 'POST', ...init }))
const asked = (type: string) => (text: string) => ask({ headers: { 'content-type': type }, body: text })
/** What may stand in a header. */
const plain = (text: string) => text.replace(/[^\x20-\x7e]/g, 'x')

let signer: ClientValidationToken | undefined
async function signed(request: object): Promise<unknown> {
  if (signer === undefined) {
    const { generateKeyPairSync } = await import('node:crypto')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const sids = { accountSid: AC, apiKeySid: 'SK1', credentialSid: 'CR1' }
    signer = new ClientValidationToken({ ...sids, privateKey: privateKey as never })
  }
  return signer.toClaims({
    method: 'GET',
    url: 'https://a.example/',
    headers: { host: 'a.example' },
    ...request,
  } as never)
}

const quiet = { write() {}, log() {}, coloured: false, env: {} }
const command = (text: string, ...args: string[]) =>
  xtoken.run(args, {
    ...quiet,
    stdin: (async function* () {
      yield text
    })(),
  } as never)
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Readers that are no function's argument: what stands in options, requests, files and on stdin. */
const WITHIN: Readonly<Record<string, Read>> = {
  'a body of JSON': asked('application/json'),
  'a form': asked('application/x-www-form-urlencoded'),
  'a body of text': asked('text/plain'),
  'a content type': (text) => ask({ headers: { 'content-type': plain(text) }, body: '{}' }),
  'an origin': (text) => ask({ headers: { origin: plain(text) } }),
  'a cookie': (text) => ask({ headers: { cookie: plain(text), origin: 'https://app.example.com' } }),
  'a query to sign': (text) => signed({ url: `https://a.example/?${text}` }),
  'a path to sign': (text) => signed({ url: `https://a.example/${text}` }),
  'a header to sign': (text) =>
    signed({ headers: { host: 'a.example', 'x-a': text }, signedHeaders: ['host', 'x-a'] }),
  'a body to sign': (text) => signed({ method: 'POST', body: text }),
  // A sixteenth of it, as some eighty spellings of it are tried.
  'a secret of the doctor': (text) => diagnose(JWT, { secret: text.slice(0, text.length / 16), now: NOW }),
  'a member of JSON to the doctor': (text) => diagnose({ token: text } as never, { now: NOW }),
  'a parameter of a scope': (text) =>
    new ClientCapabilityToken(AC, SECRET).allowEventStream({ [text]: text }),
  'the URL of a policy': (text) =>
    new routing.Policy({ url: `https://taskrouter.twilio.com/v1/${text}`, method: 'GET' }),
  claims: (text) => new core.Jwt(SECRET).encodeSync({ a: text, [text]: [text] }),
  'an answer of an endpoint': (text) =>
    fetchFrom('/token', {
      fetch: async () => ({ status: 200, headers: { get: () => null }, text: async () => text }),
    })({
      signal: new AbortController().signal,
      reason: 'first',
    }),
  'xtoken inspect': (text) => command(text, 'inspect', '-'),
  // More is a log, which is read otherwise.
  'xtoken doctor': (text) => command(text.slice(0, 60_000), 'doctor', '-'),
  'xtoken doctor, a log': (text) => command(`${JWT}\n${text}\n${JWT}`, 'doctor', '-', '--json'),
  'xtoken verify': (text) =>
    command(text, 'verify', '-', '--key-ring', file('ring', '{"keys":{"SK1":"a-secret"}}')),
  'xtoken explain': (text) => command('', 'explain', text),
  'a file of variables': (text) => command('', 'mint', '--identity', 'a', '--env-file', file('env', text)),
  'a file of keys': (text) => command(JWT, 'verify', '-', '--key-ring', file('keys', text)),
  'a time of a flag': (text) => command('', 'mint', '--identity', 'a', '--valid-for', text),
  'a flag': (text) => command('', 'mint', `--${text}`),
}

const BODIES = [
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\n ',
    '\r\n',
    '\u2028',
    '\u00a0',
    '\u200b',
    '\0',
    '\ud83d\ude00',
    '\ud800',
    '"',
    "'",
  ],
  ...[
    '.',
    '=',
    '%',
    '%30',
    '%25',
    '\\',
    '\\"',
    '\\x30',
    '\\u0030',
    '0',
    '30:',
    '0x30,',
    '1,',
    '1e',
    '-',
    '--',
    '_',
  ],
  ...[
    'a',
    'a ',
    ' a',
    'A',
    'é',
    'eyJ',
    'eyJ.',
    'a.eyJ',
    '{"a":',
    '{"a":1,',
    '[',
    '[]',
    '{}',
    '{',
    '}',
    ',',
    ';',
    ':',
  ],
  ...[
    '/',
    '//',
    '../',
    '?',
    '&',
    '&a=',
    'a=b&',
    '#',
    '@',
    'a@',
    'a=\n',
    '#\n',
    'a=#',
    'SK',
    'AC0',
    'kty:',
    'kty\\',
  ],
  ...[
    'ssh-rsa ',
    'ssh-a',
    '-----BEGIN ',
    '-----BEGIN PUBLIC KEY-----\n',
    '-----END',
    'MIIB',
    'AAAA',
    'Bearer ',
  ],
  ...[
    'scope:client:',
    'scope:client:incoming?a=b ',
    '**',
    '$',
    '{{',
    '<',
    'http://',
    'https://a/',
    'x-a: b\r\n',
  ],
  ...['undefined', '1h', '1 ', 'token=', 'text/', 'a;q=', '"a",'],
]

/** The second is within what the doctor and verifiers read by default. */
const SIZES = [40_000, 8000]
/** Whole, and by 64: on where a text ends, and on its length, hangs whether there is base64 or hexadecimal to decode. */
const of = (body: string, size: number) => body.repeat(64 * Math.ceil(size / 64 / body.length))

/** In ms; what is done sooner may grow as it likes, as far as this can tell. */
const SOON = 150

/** Checks that twice the text takes at most some three times as long; tried again, as the machine may be busy. */
async function check(read: Read, make: (size: number) => string, name: string): Promise<void> {
  for (const size of SIZES) await checkAt(size, read, make, name)
}

async function checkAt(
  size: number,
  read: Read,
  make: (size: number) => string,
  name: string,
): Promise<void> {
  const time = (size: number) => {
    const text = make(size)
    return quickest(async () => {
      try {
        await read(text)
      } catch {
        // What is refused may be refused late.
      }
    })
  }
  // The least of all tries comes nearest to what it takes.
  let [once, twice] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let tries = 1; ; tries++) {
    twice = Math.min(twice, await time(2 * size))
    if (twice <= SOON) return
    once = Math.min(once, await time(size))
    if (twice <= 3 * once + SOON) return
    if (tries === 5) expect.fail(`${name}: ${once} ms, and ${twice} ms for twice as much`)
  }
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const raw = (text: string) => Buffer.from(text).toString('base64url')
const HEADER = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }

/** Where text stands in a token. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'before a token': (text) => `${text}${JWT}`,
  'in the header': (text) => `${part({ ...HEADER, kid: text, typ: text })}.${part({})}.AA`,
  'in claims': (text) =>
    `${part(HEADER)}.${part({ iss: text, sub: text, grants: { identity: text, [text]: {} } })}.AA`,
  'as a scope': (text) =>
    `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: AC, scope: text, exp: NOW })}.AA`,
  'as JSON': (text) => `${part(HEADER)}.${raw(text)}.AA`,
  'as JSON within': (text) => `${part(HEADER)}.${raw(`{"a":"b","c":${text}`)}.AA`,
  'as the signature': (text) => `${part(HEADER)}.${part({})}.${text}`,
}

it('knows each function that takes text', () => {
  const { texts } = readSurface(['twilio-compat', 'cli', 'codemod'])
  const known = { ...TOKENS, ...OTHERS }
  const missing = texts.filter((name) => !(name in known) && !NO_READERS.some(([place]) => place.test(name)))
  expect(missing).toEqual([])
  expect(Object.keys(known).filter((name) => !texts.includes(name))).toEqual([])
  for (const [place] of NO_READERS)
    expect(
      texts.filter((name) => place.test(name)),
      `${place}`,
    ).not.toEqual([])
}, 300_000)

describe.each(Object.entries(TOKENS))('%s', (_, read) => {
  it.each(Object.entries(PLACES))(
    '%s',
    async (_, place) => {
      for (const body of BODIES) await check(read, (size) => place(of(body, size)), JSON.stringify(body))
    },
    300_000,
  )
})

it.each([...Object.entries(OTHERS), ...Object.entries(WITHIN)])(
  '%s',
  async (_, read) => {
    for (const body of BODIES) await check(read, (size) => of(body, size), JSON.stringify(body))
  },
  300_000,
)
