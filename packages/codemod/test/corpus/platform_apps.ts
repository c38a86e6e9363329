import { type CorpusApp, KEYS, PLAIN } from './app.ts'

const FUNCTIONS = JSON.stringify({ dependencies: { twilio: '^6.2.0', '@twilio/runtime-handler': '1.3.0' } })
const CONTEXT = 'context.ACCOUNT_SID, context.TWILIO_API_KEY, context.TWILIO_API_SECRET'

function platform(
  name: string,
  kind: CorpusApp['kind'],
  entry: string,
  code: string,
  more: Partial<CorpusApp> = {},
): CorpusApp {
  return { name, kind, entry, ...more, files: { 'package.json': PLAIN, [entry]: code, ...more.files } }
}

const NEST = {
  'node_modules/@nestjs/common/index.js': `const method = () => () => {}
const decorate = () => () => {}
module.exports = { Controller: decorate, Injectable: decorate, Get: method, Query: () => () => {}, Module: decorate }
`,
}

/** Platforms that call what an app exports: Twilio Functions, Lambda, Next.js, NestJS, Workers, bare Node. */
export const PLATFORM_APPS: readonly CorpusApp[] = [
  platform(
    'functions, a handler',
    'function',
    'functions/token.js',
    `
exports.handler = function (context, event, callback) {
  const AccessToken = Twilio.jwt.AccessToken
  const token = new AccessToken(${CONTEXT}, { identity: event.identity })
  token.addGrant(new AccessToken.VideoGrant({ room: event.room }))
  callback(null, { token: token.toJwt() })
}
`,
    { files: { 'package.json': FUNCTIONS } },
  ),
  platform(
    'functions, an asynchronous handler that nothing guards',
    'function',
    'functions/token.js',
    `
const { AccessToken } = require('twilio').jwt
exports.handler = async (context, event, callback) => {
  const response = new Twilio.Response()
  response.appendHeader('Access-Control-Allow-Origin', '*')
  const token = new AccessToken(${CONTEXT}, { identity: event.identity })
  token.addGrant(new AccessToken.VideoGrant({ room: event.room }))
  response.setBody({ token: token.toJwt() })
  return callback(null, response)
}
`,
    {
      files: { 'package.json': FUNCTIONS },
      better: {
        empty: 'it ended the process',
        nothing: 'it ended the process',
        'an object': 'it ended the process',
        'an unknown path': 'it ended the process',
      },
    },
  ),
  platform(
    'functions, an asynchronous handler that catches',
    'function',
    'functions/token.js',
    `
exports.handler = async function (context, event, callback) {
  try {
    const { AccessToken } = Twilio.jwt
    const token = new AccessToken(${CONTEXT}, { identity: event.identity, ttl: 3600 })
    token.addGrant(new AccessToken.ChatGrant({ serviceSid: context.CHAT_SERVICE_SID }))
    callback(null, token.toJwt())
  } catch (error) {
    callback(error)
  }
}
`,
    { files: { 'package.json': FUNCTIONS } },
  ),
  platform(
    'functions, a helper beside it',
    'function',
    'functions/token.js',
    `
const { mint } = require('../assets/mint.private')
exports.handler = (context, event, callback) => callback(null, mint(context, event.identity || 'guest'))
`,
    {
      files: {
        'package.json': FUNCTIONS,
        'assets/mint.private.js': `const { jwt } = require('twilio')
exports.mint = (context, identity) => {
  const token = new jwt.AccessToken(${CONTEXT}, { identity })
  token.addGrant(new jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: context.TWIML_APP_SID, incomingAllow: true }))
  return token.toJwt()
}
`,
      },
    },
  ),
  platform(
    'lambda, asynchronous',
    'lambda',
    'index.js',
    `
const { AccessToken } = require('twilio').jwt
exports.handler = async (event) => {
  const { identity, room } = event.queryStringParameters || {}
  const token = new AccessToken(${KEYS}, { identity })
  token.addGrant(new AccessToken.VideoGrant({ room }))
  return { statusCode: 200, body: token.toJwt() }
}
`,
  ),
  platform(
    'lambda, with a callback',
    'lambda',
    'index.js',
    `
const AccessToken = require('twilio').jwt.AccessToken
exports.handler = (event, context, callback) => {
  const token = new AccessToken(${KEYS}, { identity: event.queryStringParameters.identity })
  callback(null, { statusCode: 200, body: token.toJwt() })
}
`,
  ),
  platform(
    'lambda, in TypeScript',
    'lambda',
    'index.ts',
    `
import twilio from 'twilio'
interface Event { queryStringParameters: Record<string, string> }
const AccessToken = twilio.jwt.AccessToken
export const handler = async (event: Event): Promise<{ statusCode: number; body: string }> => {
  const token = new AccessToken(process.env.TWILIO_ACCOUNT_SID!, process.env.TWILIO_API_KEY!, process.env.TWILIO_API_SECRET!, {
    identity: event.queryStringParameters.identity!,
  })
  token.addGrant(new AccessToken.PlaybackGrant({ grant: { requestCredentials: null, playbackUrl: 'https://x' } }))
  return { statusCode: 200, body: token.toJwt() }
}
`,
    {
      files: { 'tsconfig.json': '{ "compilerOptions": { "strict": true, "moduleResolution": "bundler" } }' },
    },
  ),
  platform(
    'next, a route',
    'web',
    'app/api/token/route.ts',
    `
import { jwt } from 'twilio'
const { AccessToken } = jwt
export async function GET(request: Request) {
  const url = new URL(request.url)
  const identity = url.searchParams.get('identity')
  if (!identity) return new Response('who?', { status: 400 })
  const token = new AccessToken(process.env.TWILIO_ACCOUNT_SID!, process.env.TWILIO_API_KEY!, process.env.TWILIO_API_SECRET!, { identity })
  const room = url.searchParams.get('room')
  token.addGrant(new AccessToken.VideoGrant({ room: room ?? undefined }))
  return Response.json({ token: token.toJwt() })
}
`,
  ),
  platform(
    'next, a route with a library',
    'web',
    'src/app/api/token/route.js',
    `
import { createToken } from '../../../lib/token'
export function GET(request) {
  return new Response(createToken(new URL(request.url).searchParams.get('identity') || 'guest'))
}
`,
    {
      files: {
        'src/lib/token.js': `import AccessToken from 'twilio/lib/jwt/AccessToken'
export const createToken = (identity) => {
  const token = new AccessToken(${KEYS}, { identity })
  token.addGrant(new AccessToken.TaskRouterGrant({ workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' }))
  return token.toJwt()
}
`,
      },
    },
  ),
  platform(
    'a worker',
    'web',
    'worker.mjs',
    `
import twilio from 'twilio'
export const GET = (request) => worker.fetch(request)
const worker = {
  async fetch(request) {
    const identity = new URL(request.url).searchParams.get('identity') || 'guest'
    return new Response(new twilio.jwt.AccessToken(${KEYS}, { identity }).toJwt())
  },
}
export default worker
`,
  ),
  platform(
    'nest, a controller and a service',
    'web',
    'main.ts',
    `
import { TokenController } from './token.controller'
import { TokenService } from './token.service'
const controller = new TokenController(new TokenService())
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url)
  return Response.json(await controller.get(searchParams.get('identity') || 'guest'))
}
`,
    {
      files: {
        ...NEST,
        'tsconfig.json':
          '{ "compilerOptions": { "experimentalDecorators": true, "moduleResolution": "bundler" } }',
        'token.controller.ts': `import { Controller, Get } from '@nestjs/common'
import { TokenService } from './token.service'
@Controller('token')
export class TokenController {
  constructor(private readonly tokens: TokenService) {}
  @Get()
  get(identity: string) {
    return { token: this.tokens.mint(identity) }
  }
}
`,
        'token.service.ts': `import { Injectable } from '@nestjs/common'
import { Twilio, jwt } from 'twilio'
@Injectable()
export class TokenService {
  readonly client = new Twilio(process.env.TWILIO_ACCOUNT_SID!, process.env.TWILIO_AUTH_TOKEN!)
  mint(identity: string): string {
    const token = new jwt.AccessToken(process.env.TWILIO_ACCOUNT_SID!, process.env.TWILIO_API_KEY!, process.env.TWILIO_API_SECRET!, { identity })
    token.addGrant(new jwt.AccessToken.VideoGrant({ room: 'daily' }))
    return token.toJwt()
  }
}
`,
      },
    },
  ),
  platform(
    'bare node, a handler',
    'server',
    'server.js',
    `
const http = require('http')
const { AccessToken } = require('twilio').jwt
http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost')
  const token = new AccessToken(${KEYS}, { identity: url.searchParams.get('identity') || 'guest' })
  token.addGrant(new AccessToken.VideoGrant({ room: url.searchParams.get('room') }))
  res.end(token.toJwt())
}).listen(process.env.PORT)
`,
    { stays: { 'server.js': 'room may be nothing here' } },
  ),
  platform(
    'bare node, an asynchronous handler',
    'server',
    'server.mjs',
    `
import { createServer } from 'node:http'
import { jwt } from 'twilio'
const server = createServer(async (req, res) => {
  const url = new URL(req.url, 'http://localhost')
  const token = new jwt.AccessToken(${KEYS}, { identity: url.searchParams.get('identity') })
  res.end(token.toJwt())
})
server.listen(process.env.PORT)
`,
    {
      better: {
        empty: 'it ended the process',
        nothing: 'it ended the process',
        'an unknown path': 'it ended the process',
      },
    },
  ),
  platform(
    'bare node, an event that nothing guards',
    'server',
    'server.js',
    `
const http = require('http')
const { AccessToken } = require('twilio').jwt
const server = http.createServer()
server.on('request', (req, res) => res.end(new AccessToken(${KEYS}, { identity: 'guest' }).toJwt()))
server.listen(process.env.PORT)
`,
    { stays: { 'server.js': 'the process would end' } },
  ),
  platform(
    'a timer that refreshes',
    'server',
    'server.js',
    `
const http = require('http')
const { AccessToken } = require('twilio').jwt
let token = ''
const refresh = () => { token = new AccessToken(${KEYS}, { identity: 'guest' }).toJwt() }
refresh()
setInterval(refresh, 60000).unref()
http.createServer((req, res) => res.end(token)).listen(process.env.PORT)
`,
    { stays: { 'server.js': 'the process would end' } },
  ),
]
