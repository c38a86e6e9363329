import { type CorpusApp, KEYS, PLAIN } from './app.ts'

const TS_KEYS = 'process.env.TWILIO_ACCOUNT_SID!, process.env.TWILIO_API_KEY!, process.env.TWILIO_API_SECRET!'

function tokens(name: string, entry: string, code: string, more: Partial<CorpusApp> = {}): CorpusApp {
  return {
    name,
    kind: 'tokens',
    entry,
    ...more,
    files: { 'package.json': PLAIN, [entry]: code, ...more.files },
  }
}

/** Imports and constructions in every form, each giving a list of tokens. */
export const FORM_APPS: readonly CorpusApp[] = [
  tokens(
    'a name of its own within a pattern',
    'mint.js',
    `
const twilio = require('twilio')
const { jwt } = twilio
const { AccessToken, AccessToken: { VoiceGrant } } = jwt
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new VoiceGrant({ incomingAllow: true }))
  return [token.toJwt(), typeof jwt.taskrouter]
}
`,
  ),
  tokens(
    'a pattern whose whole goes',
    'mint.js',
    `
const { jwt: { AccessToken, AccessToken: { SyncGrant, VideoGrant: Video } } } = require('twilio')
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new SyncGrant({ serviceSid: 'IS1' }))
  token.addGrant(new Video())
  return [token.toJwt()]
}
`,
  ),
  tokens(
    'an app that has a VideoGrant of its own',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
class VideoGrant { constructor() { this.key = 'mine' } toPayload() { return { a: 1 } } }
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new AccessToken.VideoGrant({ room: 'r' }))
  token.addGrant(new VideoGrant())
  return [token.toJwt()]
}
`,
  ),
  tokens(
    'requires within a function',
    'mint.js',
    `
exports.tokens = async (who) => {
  const { AccessToken } = require('twilio').jwt
  const { ChatGrant } = AccessToken
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new ChatGrant({ serviceSid: 'IS1', pushCredentialSid: 'CR1', endpointId: 'x' }))
  return [token.toJwt()]
}
`,
  ),
  tokens(
    'a deep import',
    'mint.cjs',
    `
const AccessToken = require('twilio/lib/jwt/AccessToken')
exports.tokens = async (who) => [new AccessToken(${KEYS}, { identity: who }).toJwt()]
`,
  ),
  tokens(
    'the folder of the library',
    'mint.cjs',
    `
const { jwt: { AccessToken } } = require('twilio/lib')
exports.tokens = async (who) => [new AccessToken(${KEYS}, { identity: who }).toJwt()]
`,
  ),
  tokens(
    'a deep import with an extension',
    'mint.mjs',
    `
import AccessToken from 'twilio/lib/jwt/AccessToken.js'
export const tokens = async (who) => [new AccessToken(${KEYS}, { identity: who }).toJwt()]
`,
  ),
  tokens(
    'a namespace import',
    'mint.ts',
    `
import * as Twilio from 'twilio'
const mint = (identity: string): string => new Twilio.jwt.AccessToken(${TS_KEYS}, { identity }).toJwt()
export const tokens = async (who: string): Promise<string[]> => [mint(who)]
`,
  ),
  tokens(
    'import equals',
    'mint.cts',
    `
import twilio = require('twilio')
import AccessToken = twilio.jwt.AccessToken
export const tokens = async (who: string) => [new AccessToken(${TS_KEYS}, { identity: who }).toJwt()]
`,
  ),
  tokens(
    'a default that may be in a default',
    'mint.mjs',
    `
import * as pkg from 'twilio'
const twilio = pkg.default ?? pkg
export const tokens = async (who) => [new twilio.jwt.AccessToken(${KEYS}, { identity: who }).toJwt()]
`,
  ),
  tokens(
    'a dynamic import',
    'mint.mjs',
    `
export const tokens = async (who) => {
  const { default: twilio } = await import('twilio')
  return [new twilio.jwt.AccessToken(${KEYS}, { identity: who }).toJwt()]
}
`,
  ),
  tokens(
    'options that are assigned',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: 'nobody' })
  token.identity = who
  token.ttl = 120
  token.nbf = 1700000000
  const grant = new AccessToken.VoiceGrant()
  grant.outgoingApplicationSid = 'AP1'
  grant.outgoingApplicationParams = { a: 'b' }
  token.addGrant(grant)
  return [token.toJwt()]
}
`,
    {
      better: {
        empty: 'twilio takes what it refuses in the constructor',
        nothing: 'a token for nobody',
        'an unknown path': 'a token for nobody',
      },
    },
  ),
  tokens(
    'an if without braces',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  const room = process.env.ROOM_NAME
  if (room) token.addGrant(new AccessToken.VideoGrant({ room }))
  else token.addGrant(new AccessToken.ChatGrant())
  return [token.toJwt()]
}
`,
  ),
  tokens(
    'an empty text as an option',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new AccessToken.VideoGrant({ room: '' }))
  return [token.toJwt()]
}
`,
    { stays: { 'mint.js': 'room' } },
  ),
  tokens(
    'an option that twilio does not know',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new AccessToken.VideoGrant({ roomName: 'daily' }))
  return [token.toJwt()]
}
`,
    { stays: { 'mint.js': 'no option roomName' } },
  ),
  tokens(
    'an option that is null',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new AccessToken.ChatGrant({ serviceSid: 'IS1', endpointId: process.env.NO_ENDPOINT || null }))
  return [token.toJwt()]
}
`,
  ),
  tokens(
    'a life above the limit',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.tokens = async (who) => [new AccessToken(${KEYS}, { identity: who, ttl: 7 * 24 * 3600 }).toJwt()]
`,
    { stays: { 'mint.js': '86400' } },
  ),
  tokens(
    'a grant of its own',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
class BotGrant extends AccessToken.Grant { constructor() { super('bot') } toPayload() { return { a: 1 } } }
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new BotGrant())
  return [token.toJwt()]
}
`,
    { stays: { 'mint.js': 'a grant of your own' } },
  ),
  tokens(
    'a token for TaskRouter',
    'mint.js',
    `
const { TaskRouterCapability } = require('twilio').jwt.taskrouter
exports.tokens = async () => {
  const token = new TaskRouterCapability({ accountSid: 'AC1', authToken: 'an auth token', workspaceSid: 'WS1', channelId: 'WK1' })
  token.addPolicy(new TaskRouterCapability.Policy({ url: 'https://taskrouter.twilio.com/v1/Workspaces/WS1', method: 'GET', allow: true }))
  return [token.toJwt()]
}
`,
    { stays: { 'mint.js': 'say when they were made (iat)' } },
  ),
  tokens(
    'the classes of release 2',
    'mint.js',
    `
const twilio = require('twilio')
exports.old = () => new twilio.Capability('AC1', 'x').generate()
exports.worker = () => new twilio.TaskRouterWorkerCapability('AC1', 'x', 'WS1', 'WK1')
exports.tokens = async () => ['none']
`,
    { stays: { 'mint.js': 'twilio 2.x' } },
  ),
  tokens(
    'a grant of release 3',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
exports.old = () => new AccessToken.IpMessagingGrant({ serviceSid: 'IS1' })
exports.tokens = async () => ['none']
`,
    { stays: { 'mint.js': 'IpMessagingGrant' } },
  ),
  tokens(
    'a class handed on',
    'mint.js',
    `
const { AccessToken, Grants } = require('./jwt')
exports.tokens = async (who) => {
  const token = new AccessToken(${KEYS}, { identity: who })
  token.addGrant(new Grants.VideoGrant())
  return [token.toJwt()]
}
`,
    {
      files: {
        'jwt.js': `const { jwt } = require('twilio')\nexports.AccessToken = jwt.AccessToken\nexports.Grants = jwt.AccessToken\n`,
      },
      stays: { 'mint.js': 'hands it on', 'jwt.js': 'cannot be followed' },
    },
  ),
  tokens(
    'a request that is signed',
    'mint.js',
    `
const { ValidationToken } = require('twilio').jwt
exports.sign = (options) => new ValidationToken(options)
exports.tokens = async () => ['none']
`,
    { stays: { 'mint.js': 'createValidatingFetch' } },
  ),
  tokens(
    'a type of what twilio gives',
    'mint.ts',
    `
import twilio from 'twilio'
type Client = ReturnType<typeof twilio>
export const name = (client: Client | undefined) => typeof client
export const tokens = async (who: string) => [new twilio.jwt.AccessToken(${TS_KEYS}, { identity: who }).toJwt()]
`,
  ),
  tokens(
    'a type in a comment',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
/** @returns {AccessToken} */
function make(identity) { return new AccessToken(${KEYS}, { identity }) }
exports.tokens = async (who) => [make(who).toJwt()]
`,
  ),
  tokens(
    'types of tokens and grants',
    'mint.ts',
    `
import twilio, { jwt } from 'twilio'
import type { VideoGrantOptions } from 'twilio/lib/jwt/AccessToken'
const { AccessToken } = jwt
function add(token: jwt.AccessToken, options: { room: string }): void {
  token.addGrant(new AccessToken.VideoGrant(options))
}
export const tokens = async (who: string): Promise<string[]> => {
  const token = new AccessToken(${TS_KEYS}, { identity: who })
  add(token, { room: 'daily' })
  return [token.toJwt(), typeof twilio]
}
export type Options = VideoGrantOptions
`,
  ),
  tokens(
    'a scope for incoming and outgoing calls',
    'mint.js',
    `
const { ClientCapability } = require('twilio').jwt
const { OutgoingClientScope, IncomingClientScope } = ClientCapability
exports.tokens = async () => {
  const capability = new ClientCapability({ accountSid: 'AC1', authToken: 'an auth token', ttl: 60 })
  capability.addScope(new OutgoingClientScope({ applicationSid: 'AP1', clientName: 'joey', params: { a: 'b c' } }))
  capability.addScope(new IncomingClientScope('joey'))
  return [capability.toJwt()]
}
`,
  ),
  tokens(
    'several in one list',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
const mint = (identity) => new AccessToken(${KEYS}, { identity }).toJwt()
exports.tokens = async () => ['a', 'b'].map(mint)
`,
  ),
  tokens(
    'a static field and a getter',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
class Tokens {
  static first = new AccessToken(${KEYS}, { identity: 'a' }).toJwt()
  get second() { return new AccessToken(${KEYS}, { identity: 'b' }).toJwt() }
}
exports.tokens = async () => [Tokens.first, new Tokens().second]
`,
  ),
  tokens(
    'without semicolons',
    'mint.js',
    `
const { AccessToken } = require('twilio').jwt
const log = []
exports.tokens = async (who) => {
  log.length = 0
  log.push('x')
  new AccessToken(${KEYS}, { identity: who }).toJwt().split('.').forEach((part) => log.push(part))
  return log
}
`,
  ),
]
