import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, describe, expect, it } from 'vitest'

// The built drop-in, as an app meets it that had `twilio` before: only the name in its imports is changed.

const folder = new URL('../../packages/twilio-compat/', import.meta.url).pathname
const PACKAGES = ['twilio', '@x/twilio-compat'] as const

function changeImport(code: string, name: string): string {
  return code.replace(/'twilio(?=[/'])/g, `'${name}`)
}

const running: ChildProcess[] = []
afterEach(() => {
  for (const app of running.splice(0)) app.kill()
})

const env = {
  TWILIO_ACCOUNT_SID: 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  TWILIO_API_KEY: 'SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  TWILIO_API_SECRET: 'an api secret',
  TWILIO_AUTH_TOKEN: 'an auth token',
  TWILIO_TWIML_APP_SID: 'APaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  TWILIO_PUSH_CREDENTIAL_SID: 'CRaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  TWILIO_CHAT_SERVICE_SID: 'ISaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  TWILIO_WORKSPACE_SID: 'WSaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
}

/** Starts an app in a process of its own and gives its address. */
async function start(app: string, name: (typeof PACKAGES)[number]): Promise<string> {
  const code = changeImport(readFileSync(join(folder, 'test/apps', app), 'utf8'), name)
  const child = spawn(process.execPath, ['--require', './test/apps/frozen_clock.cjs', '-'], {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  running.push(child)
  child.stdin.end(code)
  const exited = once(child, 'exit').then(() => {
    throw new Error(`the app ended before it listened, with ${name}`)
  })
  const late = setTimeout(60_000, undefined, { ref: false }).then(() => {
    throw new Error(`the app did not listen in time, with ${name}`)
  })
  const [port] = await Promise.race([once(child.stdout, 'data'), exited, late])
  return `http://localhost:${String(port).trim()}`
}

const secrets = [env.TWILIO_API_SECRET, env.TWILIO_AUTH_TOKEN]

/** A response with its token decoded, and which of the secrets signed it. */
async function ask(address: string, path: string, init?: RequestInit): Promise<object> {
  const response = await fetch(address + path, init)
  const text = await response.text()
  const [token = ''] = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(text) ?? []
  const signedWith = secrets.filter((secret) => {
    try {
      return jsonwebtoken.verify(token, secret, { ignoreExpiration: true }) !== undefined
    } catch {
      return false
    }
  })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    decoded: jsonwebtoken.decode(token, { complete: true }),
    body: text.replace(token, 'TOKEN'),
    signedWith,
  }
}

function post(type: string, body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': type }, body }
}

function form(fields: Record<string, string>): RequestInit {
  return post('application/x-www-form-urlencoded', String(new URLSearchParams(fields)))
}

function json(body: unknown): RequestInit {
  return post('application/json', JSON.stringify(body))
}

type Request = readonly [path: string, init?: RequestInit]

const APPS: Readonly<
  Record<string, { readonly good: readonly Request[]; readonly bad: readonly Request[] }>
> = {
  'voice_video.cjs': {
    good: [
      ['/video/token?identity=alice&room=daily'],
      ['/video/token?identity=%C3%9F'],
      ['/voice/token', form({ identity: 'Bob', region: 'ie1' })],
      ['/voice/token', form({ algorithm: 'HS512' })],
      ['/capability/token?name=alice'],
    ],
    bad: [['/video/token'], ['/voice/token', form({ algorithm: 'none' })]],
  },
  'chat_tasks.cjs': {
    good: [
      ['/token', json({ identity: 'alice', device: 'phone', products: ['chat', 'sync', 'tasks'] })],
      ['/token', json({ identity: 7, products: [] })],
      ['/worker/WKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/token?name=Alice'],
      ['/worker/alice/token'],
      ['/events/token?kind=call&to=%2B1555'],
    ],
    bad: [['/token', json({ products: ['chat'] })]],
  },
}

describe.each(Object.entries(APPS))('the token server %s', (app, { good, bad }) => {
  it('answers the same over HTTP with the import changed alone', async () => {
    const [theirs, ours] = await Promise.all(PACKAGES.map((name) => start(app, name)))
    for (const [path, init] of [...good, ...bad]) {
      const expected = await ask(theirs as string, path, init)
      expect(await ask(ours as string, path, init), path).toEqual(expected)
      const isGood = good.some((request) => request[0] === path && request[1] === init)
      expect(expected, path).toMatchObject(
        isGood ? { status: 200, signedWith: [expect.any(String)] } : { status: 400, decoded: null },
      )
    }
  })
})

const PATHS = [
  'AccessToken',
  'ClientCapability',
  'taskrouter/TaskRouterCapability',
  'taskrouter/util',
  'validation/RequestCanonicalizer',
  'validation/ValidationToken',
]

function run(code: string, ...args: string[]): unknown {
  return JSON.parse(execFileSync(process.execPath, [...args, '-e', code], { cwd: folder, encoding: 'utf8' }))
}

describe('the deep paths', () => {
  it.each(PATHS)('give require all that twilio gives, with and without .js: %s', (path) => {
    for (const suffix of ['', '.js']) {
      const shape = `
        const theirs = require('twilio/lib/jwt/${path}${suffix}')
        const ours = require('@x/twilio-compat/lib/jwt/${path}${suffix}')
        const missing = Object.keys(theirs).filter((name) => typeof theirs[name] !== typeof ours[name])
        console.log(JSON.stringify({ missing, class: typeof theirs === 'function' && typeof ours !== 'function' }))`
      expect(run(shape)).toEqual({ missing: [], class: false })
    }
  })

  it('are the classes of the namespace', () => {
    const code = `
      const { jwt } = require('@x/twilio-compat')
      const at = (path) => require('@x/twilio-compat/lib/jwt/' + path)
      console.log(JSON.stringify([
        at('AccessToken') === jwt.AccessToken,
        at('ClientCapability').default === jwt.ClientCapability,
        at('taskrouter/TaskRouterCapability').default === jwt.taskrouter.TaskRouterCapability,
        at('validation/ValidationToken') === jwt.ValidationToken,
        at('validation/RequestCanonicalizer').default === jwt.validation.RequestCanonicalizer,
        require('@x/twilio-compat').default.jwt === jwt,
      ]))`
    expect(run(code)).toEqual(Array(6).fill(true))
  })

  it('can be imported, by default and by name', () => {
    const code = `
      import twilio, { jwt } from '@x/twilio-compat'
      import AccessToken, { VideoGrant } from '@x/twilio-compat/lib/jwt/AccessToken.js'
      import ClientCapability, { EventStreamScope } from '@x/twilio-compat/lib/jwt/ClientCapability'
      import { workspacesUrl } from '@x/twilio-compat/lib/jwt/taskrouter/util'
      console.log(JSON.stringify([
        twilio.jwt === jwt,
        VideoGrant === AccessToken.VideoGrant,
        EventStreamScope === ClientCapability.EventStreamScope,
        typeof workspacesUrl,
      ]))`
    expect(run(code, '--input-type=module')).toEqual([true, true, true, 'function'])
  })
})

// With twilio 3 itself they are compared in tools/twilio-versions.
describe('the deep paths for 3.x', () => {
  it('are the classes of the namespace, and have its members', () => {
    const code = `
      const { jwt } = require('@x/twilio-compat/v3')
      const at = (path) => require('@x/twilio-compat/v3/lib/jwt/' + path)
      console.log(JSON.stringify([
        at('AccessToken') === jwt.AccessToken,
        at('AccessToken.js') === jwt.AccessToken,
        at('ClientCapability') === jwt.ClientCapability,
        at('taskrouter/TaskRouterCapability') === jwt.taskrouter.TaskRouterCapability,
        at('taskrouter/util') === jwt.taskrouter.util,
        require('@x/twilio-compat/v3').default.jwt === jwt,
      ]))`
    expect(run(code)).toEqual(Array(6).fill(true))
  })

  it('can be imported, by default and by name', () => {
    const code = `
      import twilio, { jwt } from '@x/twilio-compat/v3'
      import AccessToken, { IpMessagingGrant } from '@x/twilio-compat/v3/lib/jwt/AccessToken.js'
      import ClientCapability, { EventStreamScope } from '@x/twilio-compat/v3/lib/jwt/ClientCapability'
      import { Policy } from '@x/twilio-compat/v3/lib/jwt/taskrouter/TaskRouterCapability'
      import util, { workspacesUrl } from '@x/twilio-compat/v3/lib/jwt/taskrouter/util'
      console.log(JSON.stringify([
        twilio.jwt === jwt,
        IpMessagingGrant === AccessToken.IpMessagingGrant,
        EventStreamScope === ClientCapability.EventStreamScope,
        util.defaultEventBridgePolicies('AC1', 'WK1')[0] instanceof Policy,
        typeof workspacesUrl,
      ]))`
    expect(run(code, '--input-type=module')).toEqual([true, true, true, true, 'function'])
  })
})

// What an app in TypeScript writes, with twilio's types and the ways there are to import it.
const USES = `
type TokenOptions = ConstructorParameters<typeof AccessToken>[3]
const options: TokenOptions = { identity: 'alice', ttl: 600, nbf: 1, region: 'ie1' }
const token: AccessTokenType = new AccessToken('AC1', 'SK1', 'secret', options)
const voice: VoiceOptions = { incomingAllow: true, outgoingApplicationParams: { a: 1 } }
const grant = new AccessToken.VoiceGrant(voice)
grant.outgoingApplicationSid = 'AP1'
token.addGrant(grant)
token.addGrant(new AccessToken.VideoGrant({ room: 'daily' }))
token.identity = 'bob'
token.grants.push(new AccessToken.ChatGrant())
const keys: string[] = token.grants.map((each) => each.key)
class BotGrant extends AccessToken.Grant<{ level: number }, { level: number }, 'bot'> {
  constructor(readonly level: number) {
    super('bot')
  }
  toPayload() {
    return { level: this.level }
  }
}
token.addGrant(new BotGrant(1))
const room: string | undefined = new AccessToken.VideoGrant().toPayload().room
const signed: string = token.toJwt('HS512')
// @ts-expect-error no such algorithm
token.toJwt('RS256')
// @ts-expect-error the identity is required
new AccessToken('AC1', 'SK1', 'secret', {})
// A type that is lost would take anything.
// @ts-expect-error no token
const noToken: AccessTokenType = 1
// @ts-expect-error no token
const noNamedToken: twilio.jwt.AccessToken = 1
// @ts-expect-error no grant
const noGrant: GrantType = 1
// @ts-expect-error no options
const noOptions: VoiceOptions = { incomingAllow: 1 }
// @ts-expect-error no scope
const noScope: Scope = 1
// @ts-expect-error no policy
const noPolicy: Policy = 1

const capability = new twilio.jwt.ClientCapability({ accountSid: 'AC1', authToken: 'x', ttl: 60 })
capability.addScope(new twilio.jwt.ClientCapability.IncomingClientScope('alice'))
capability.addScope({ scope: 'x', payload: () => 'x' })
const scopes: Scope[] = capability.scopes
const params: OutgoingClientScopeOptions = { applicationSid: 'AP1', params: { a: 'b' } }
const scope = new twilio.jwt.ClientCapability.OutgoingClientScope(params)

const { TaskRouterCapability, util } = twilio.jwt.taskrouter
const worker = new TaskRouterCapability({ accountSid: 'AC1', authToken: 'x', workspaceSid: 'WS1', channelId: 'WK1' })
const policies: Policy[] = util.defaultWorkerPolicies('v1', 'WS1', 'WK1')
for (const policy of policies) worker.addPolicy(policy)
worker.addPolicy(new TaskRouterCapability.Policy({ url: util.workspacesUrl(), allow: false }))
const typed: twilio.jwt.taskrouter.TaskRouterCapability = worker
const named: twilio.jwt.AccessToken = token

const validation = new twilio.jwt.ValidationToken({ accountSid: 'AC1', credentialSid: 'CR1', signingKey: 'SK1', privateKey: '' })
const header: string = validation.fromHttpRequest({ url: 'https://a.example/', method: 'GET', anything: 1 })
const canonical: string = validation.getRequestCanonicalizer({}).create()
const algorithm: string = validation.algorithm
export { noGrant, noNamedToken, noOptions, noPolicy, noScope, noToken }
export { canonical, header, keys, named, room, scope, scopes, signed, typed, algorithm }
`
const TYPES = `
import type { Scope, OutgoingClientScopeOptions } from 'twilio/lib/jwt/ClientCapability'
import type { Policy } from 'twilio/lib/jwt/taskrouter/TaskRouterCapability'
`
const BY_IMPORT = `${TYPES}
import AccessToken from 'twilio/lib/jwt/AccessToken'
import twilio from 'twilio'
type AccessTokenType = AccessToken
type VoiceOptions = AccessToken.VoiceGrantOptions
type GrantType = AccessToken.VideoGrant
${USES}`
const BY_REQUIRE = `${TYPES}
import AccessToken = require('twilio/lib/jwt/AccessToken')
import twilio = require('twilio')
import Capability from 'twilio/lib/jwt/ClientCapability'
import { EventStreamScope } from 'twilio/lib/jwt/ClientCapability'
type AccessTokenType = AccessToken
type VoiceOptions = AccessToken.VoiceGrantOptions
type GrantType = AccessToken.VideoGrant
export const another: Capability = new Capability({ accountSid: 'AC1', authToken: 'x' })
another.addScope(new EventStreamScope({ a: 'b' }))
${USES}`

/** The types that 3.x has beside a class. A type that is lost would take anything. */
const TYPES_OF_3 = {
  AccessToken: [
    ...['AccessTokenOptions', 'Grant<any, any, any>'],
    ...['Chat', 'Conversations', 'Playback', 'Sync', 'TaskRouter', 'Video', 'Voice'].flatMap((name) => [
      ...[`${name}Grant`, `${name}GrantOptions`, `${name}GrantPayload`],
    ]),
    'IpMessagingGrant',
  ],
  ClientCapability: [
    ...['ClientCapabilityOptions', 'EventStreamScope', 'IncomingClientScope', 'OutgoingClientScope'],
    ...['OutgoingClientScopeOptions', 'Scope'],
  ],
  TaskRouterCapability: ['TaskRouterCapabilityOptions', 'Policy', 'PolicyOptions', 'PolicyPayload'],
}
const LOST_OF_3 = Object.entries(TYPES_OF_3)
  .flatMap(([from, names]) => names.map((name) => `${from}.${name}`))
  .map((type, index) => `// @ts-expect-error none of it\nexport const lost${index}: ${type} = 1`)
  .join('\n')

// The same for 3.x, whose types the door for it has.
const USES_OF_3 = `
const token: AccessToken = new AccessToken('AC1', 'SK1', 'secret')
token.identity = 'alice'
token.ttl = 60
const options: AccessToken.AccessTokenOptions = { identity: 'bob', nbf: 1, region: 'ie1' }
const other = new twilio.jwt.AccessToken('AC1', 'SK1', 'secret', options)
const messaging = new AccessToken.IpMessagingGrant({ serviceSid: 'IS1' })
messaging.endpointId = 'phone'
token.addGrant(messaging)
token.addGrant(new AccessToken.ConversationsGrant({ configurationProfileSid: 'VS1' }))
const voice: AccessToken.VoiceGrantOptions = { incomingAllow: true, outgoingApplicationParams: { a: 1 } }
const grant: AccessToken.VoiceGrant = new AccessToken.VoiceGrant(voice)
other.addGrant(grant)
class Daily extends AccessToken.VideoGrant {
  constructor() {
    super({ room: 'daily' })
  }
}
const room: string | undefined = new Daily().toPayload().room
token.addGrant(new Daily())
const signed: string = token.toJwt('HS384')
// @ts-expect-error no such algorithm
token.toJwt('RS256')
// @ts-expect-error no token
const noToken: AccessToken = 1
const capability = new ClientCapability({ accountSid: 'AC1', authToken: 'x', ttl: 60 })
const scope: ClientCapability.OutgoingClientScope = new ClientCapability.OutgoingClientScope({ applicationSid: 'AP1' })
capability.addScope(scope)
capability.addScope({ scope: 'x', payload: () => 'x' })
const worker = new twilio.jwt.taskrouter.TaskRouterCapability({
  ...{ accountSid: 'AC1', authToken: 'x', workspaceSid: 'WS1', channelId: 'WK1' },
})
const policies: TaskRouterCapability.Policy[] = defaultWorkerPolicies('v1', 'WS1', 'WK1')
for (const policy of policies) worker.addPolicy(policy)
worker.addPolicy(new TaskRouterCapability.Policy({ url: twilio.jwt.taskrouter.util.workspacesUrl() }))
const both: string[] = [worker.toJwt(), capability.toJwt()]
export { both, noToken, room, signed }
`
const OF_3_BY_IMPORT = `${LOST_OF_3}
import twilio from 'twilio'
import AccessToken from 'twilio/lib/jwt/AccessToken'
import ClientCapability from 'twilio/lib/jwt/ClientCapability'
import TaskRouterCapability from 'twilio/lib/jwt/taskrouter/TaskRouterCapability'
import { defaultWorkerPolicies } from 'twilio/lib/jwt/taskrouter/util'
${USES_OF_3}`
const OF_3_BY_REQUIRE = `${LOST_OF_3}
import twilio = require('twilio')
import AccessToken = require('twilio/lib/jwt/AccessToken')
import ClientCapability = require('twilio/lib/jwt/ClientCapability')
import TaskRouterCapability = require('twilio/lib/jwt/taskrouter/TaskRouterCapability')
import { defaultWorkerPolicies } from 'twilio/lib/jwt/taskrouter/util'
import { ChatGrant } from 'twilio/lib/jwt/AccessToken'
export const named: ChatGrant = new ChatGrant({ serviceSid: 'IS1' })
${USES_OF_3}`

describe('an app in TypeScript, with the types of twilio and with those here', () => {
  it.each([
    [
      'commonjs and node10',
      { module: 'commonjs', moduleResolution: 'node10' },
      'app.ts',
      BY_REQUIRE,
      OF_3_BY_REQUIRE,
    ],
    ['nodenext and CJS', { module: 'nodenext' }, 'app.cts', BY_REQUIRE, OF_3_BY_REQUIRE],
    // twilio has no exports map, so Node's ESM needs the whole file name.
    [
      'nodenext and ESM',
      { module: 'nodenext' },
      'app.mts',
      BY_IMPORT.replace(/(?<=\/lib\/jwt\/[\w/]+)'/g, ".js'"),
      OF_3_BY_IMPORT.replace(/(?<=\/lib\/jwt\/[\w/]+)'/g, ".js'"),
    ],
    ['a bundler', { module: 'esnext', moduleResolution: 'bundler' }, 'app.ts', BY_IMPORT, OF_3_BY_IMPORT],
  ])('compiles for %s', (_, options, file, code, codeOf3) => {
    const app = mkdtempSync(join(folder, 'node_modules/.app-'))
    try {
      const files = PACKAGES.map((name, index) => {
        writeFileSync(join(app, `${index}.${file}`), changeImport(code, name))
        return `${index}.${file}`
      })
      // twilio 3 itself is not here: tools/twilio-versions has it.
      writeFileSync(join(app, `3.${file}`), changeImport(codeOf3, '@x/twilio-compat/v3'))
      files.push(`3.${file}`)
      const compilerOptions = {
        ...{ target: 'es2022', strict: true, noEmit: true, esModuleInterop: true, skipLibCheck: true },
        ...{ types: ['node'], typeRoots: [join(folder, '../../node_modules/@types')], ...options },
      }
      writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
      const tsc = join(folder, '../../node_modules/typescript/bin/tsc')
      let problems = ''
      try {
        execFileSync(process.execPath, [tsc, '-p', app], { encoding: 'utf8' })
      } catch (error) {
        problems = (error as { stdout: string }).stdout
      }
      expect(problems).toBe('')
    } finally {
      rmSync(app, { recursive: true, force: true })
    }
  })
})
