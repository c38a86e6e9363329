import { type CorpusApp, EXPRESS_4, EXPRESS_5, IDENTITY_LATER, KEYS, PLAIN } from './app.ts'

const HEAD = `const express = require('express')
const { AccessToken } = require('twilio').jwt
const app = express()
`
const LISTEN = '\napp.listen(process.env.PORT)\n'
const MINT = `new AccessToken(${KEYS}, { identity: req.query.identity }).toJwt()`
const ENDED = { empty: 'it ended the process', nothing: 'it ended the process' }
function server(name: string, manifest: string, code: string, more: Partial<CorpusApp> = {}): CorpusApp {
  return {
    name,
    kind: 'server',
    entry: 'app.js',
    ...more,
    files: { 'package.json': manifest, 'app.js': code, ...more.files },
  }
}

function nest(
  name: string,
  files: Readonly<Record<string, string>>,
  more: Partial<CorpusApp> = {},
): CorpusApp {
  const dependencies = { twilio: '^6.2.0', '@nestjs/common': '^11.0.0', '@nestjs/config': '^4.0.0' }
  return {
    name,
    kind: 'web',
    entry: 'main.ts',
    ...more,
    files: {
      'package.json': JSON.stringify({ dependencies }),
      // As `nest new` writes it.
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          ...{ module: 'commonjs', emitDecoratorMetadata: true, experimentalDecorators: true },
          ...{ target: 'ES2021', strictNullChecks: false, noImplicitAny: false },
        },
      }),
      'node_modules/@nestjs/common/index.js': `const decorate = () => () => {}
module.exports = { Controller: decorate, Injectable: decorate, Get: decorate, Post: decorate, Query: decorate, Inject: decorate, Module: decorate }
`,
      'node_modules/@nestjs/config/index.js': `exports.ConfigService = class { get(name) { return process.env[name] } }\n`,
      ...files,
    },
  }
}

const NEST_MAIN = `import { ConfigService } from '@nestjs/config'
import { TokenController } from './token.controller'
import { TokenService } from './token.service'
const controller = new TokenController(new TokenService(new ConfigService()))
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url)
  return Response.json(await controller.get(searchParams.get('identity'), searchParams.get('room')))
}
`
const NEST_CONTROLLER = `import { Controller, Get, Query } from '@nestjs/common'
import { TokenService } from './token.service'
@Controller('token')
export class TokenController {
  constructor(private readonly tokens: TokenService) {}
  @Get()
  get(@Query('identity') identity: string, @Query('room') room?: string): { token: string } {
    return { token: this.tokens.create(identity, room) }
  }
}
`
const NEST_KEYS = `this.config.get('TWILIO_ACCOUNT_SID'), this.config.get('TWILIO_API_KEY'), this.config.get('TWILIO_API_SECRET')`

/** Restify and Koa as far as these apps see them: what of an error each of them catches. */
const RESTIFY = `const http = require('http')
exports.createServer = () => {
  const routes = []
  const server = http.createServer((req, res) => {
    const url = new URL(req.url, 'http://x')
    req.query = Object.fromEntries(url.searchParams)
    const handler = routes.find(([path]) => path === url.pathname)?.[1]
    res.send = (text) => res.end(String(text))
    if (!handler) { res.statusCode = 404; return res.end() }
    const given = handler(req, res, (error) => { if (error) { res.statusCode = 500; res.end() } })
    if (handler.length > 2 && typeof given?.then === 'function') throw new Error('a handler with next gives no promise')
  })
  server.get = (path, handler) => void routes.push([path, handler])
  return server
}
`
const KOA = `const http = require('http')
module.exports = class {
  middleware = []
  use(fn) { this.middleware.push(fn); return this }
  listen() {
    return http.createServer(async (req, res) => {
      const query = Object.fromEntries(new URL(req.url, 'http://x').searchParams)
      const ctx = { query, path: new URL(req.url, 'http://x').pathname }
      const next = (index) => Promise.resolve().then(() => this.middleware[index]?.(ctx, () => next(index + 1)))
      try { await next(0); res.end(String(ctx.body ?? '')) } catch { res.statusCode = 500; res.end() }
    }).listen(0)
  }
}
`
const standIn = (name: string, text: string) => ({ [`node_modules/${name}/index.js`]: text })
const manifest = (name: string) => JSON.stringify({ dependencies: { twilio: '^6.2.0', [name]: '^11.0.0' } })

/** Apps of the kinds in which somebody found a fault once: handlers out of sight, classes, chains, containers. */
export const FOUND_APPS: readonly CorpusApp[] = [
  server(
    'express 4, a table of routes',
    EXPRESS_4,
    `${HEAD}
const routes = [
  { method: 'get', path: '/token', handler: async (req, res) => { res.send(${MINT}) } },
]
routes.forEach((route) => app[route.method](route.path, route.handler))${LISTEN}`,
    { better: ENDED },
  ),
  server(
    'express 4, handlers by their names',
    EXPRESS_4,
    `${HEAD}
const handlers = { token: async (req, res) => { res.send(${MINT}) } }
for (const [name, handler] of Object.entries(handlers)) app.get('/' + name, handler)${LISTEN}`,
    { better: ENDED },
  ),
  server(
    'express 4, a handler that a function makes',
    EXPRESS_4,
    `${HEAD}
app.get('/token', require('./make').make())${LISTEN}`,
    {
      files: {
        'make.js': `const { AccessToken } = require('twilio').jwt
exports.make = () => async (req, res) => { res.send(${MINT}) }
`,
      },
      better: ENDED,
    },
  ),
  server(
    'express 4, a method that is bound',
    EXPRESS_4,
    `const express = require('express')
const { AccessToken } = require('twilio').jwt
class Server {
  constructor() {
    this.app = express()
    this.app.get('/token', this.token.bind(this))
  }
  async token(req, res) { res.send(${MINT}) }
}
new Server().app.listen(process.env.PORT)
`,
    { better: ENDED },
  ),
  server(
    'express 4, a promise that is returned',
    EXPRESS_4,
    `${HEAD}
const mint = async (req, res) => { res.send(${MINT}) }
app.get('/token', async (req, res) => mint(req, res))${LISTEN}`,
    { better: ENDED },
  ),
  server(
    'express 4, a promise that a block returns',
    EXPRESS_4,
    `${HEAD}
async function answer(query) { return new AccessToken(${KEYS}, { identity: query.identity }).toJwt() }
app.get('/token', async (req, res) => {
  return answer(req.query).then((token) => res.send(token))
})${LISTEN}`,
    { better: ENDED },
  ),
  server(
    'express 4, a handler whose errors the route catches',
    EXPRESS_4,
    `${HEAD}
const tokens = require('./tokens')
app.get('/token', (req, res, next) => tokens.answer(req, res).catch(() => res.status(418).send('teapot')))${LISTEN}`,
    {
      files: {
        'tokens.js': `const { AccessToken } = require('twilio').jwt
module.exports = { async answer(req, res) { res.send(${MINT}) } }
`,
      },
    },
  ),
  server(
    'express 4, a wrapper of its own name that answers itself',
    EXPRESS_4,
    `${HEAD}
const safely = (fn) => async (req, res) => { try { await fn(req, res) } catch { res.status(418).send('teapot') } }
app.get('/token', safely(async (req, res) => { res.send(${MINT}) }))${LISTEN}`,
  ),
  server(
    'express 4, a route with several methods',
    EXPRESS_4,
    `${HEAD}
const router = express.Router()
router.route('/token').get(async (req, res) => { res.json({ token: ${MINT} }) }).post((req, res) => res.end())
app.use(router)${LISTEN}`,
    { better: ENDED },
  ),
  server('express 4, in TypeScript with types', EXPRESS_4, '', {
    entry: 'src/app.ts',
    files: {
      'app.js': '',
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "module": "commonjs", "esModuleInterop": true, "moduleResolution": "node" } }',
      'src/app.ts': `import express, { Request, Response, RequestHandler } from 'express'
import { jwt } from 'twilio'
const { AccessToken } = jwt
const { VideoGrant } = AccessToken
const app = express()
const handler: RequestHandler = async (req: Request, res: Response) => {
  const token = new AccessToken(process.env.TWILIO_ACCOUNT_SID!, process.env.TWILIO_API_KEY!, process.env.TWILIO_API_SECRET!, {
    identity: req.query.identity as string,
  })
  token.addGrant(new VideoGrant({ room: req.query.room as string }))
  res.send(token.toJwt())
}
app.get('/token', handler)
app.listen(process.env.PORT)
`,
    },
    better: ENDED,
  }),
  server(
    'express 4, of the time of twilio 3',
    EXPRESS_4,
    `var AccessToken = require('twilio').jwt.AccessToken;
var VideoGrant = AccessToken.VideoGrant;
var express = require('express');
var app = express();
app.get('/token', function (request, response) {
  var identity = request.query.identity;
  var token = new AccessToken(${KEYS});
  token.identity = identity;
  var grant = new VideoGrant();
  grant.room = request.query.room;
  token.addGrant(grant);
  response.send({ identity: identity, token: token.toJwt() });
});${LISTEN}`,
    {
      better: IDENTITY_LATER,
    },
  ),
  server(
    'express 5, a room that is assigned',
    EXPRESS_5,
    `${HEAD}
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity })
  const grant = new AccessToken.VideoGrant()
  grant.room = req.query.room
  token.addGrant(grant)
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 5, a field that is assigned only sometimes',
    EXPRESS_5,
    `${HEAD}
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity })
  if (req.query.room) token.ttl = 60
  res.send(token.toJwt())
})${LISTEN}`,
    { stays: { 'app.js': 'it happens only sometimes' } },
  ),
  server(
    'restify, handlers with and without next',
    manifest('restify'),
    `const restify = require('restify')
const { AccessToken } = require('twilio').jwt
const server = restify.createServer()
server.get('/token', (req, res, next) => {
  res.send(${MINT})
  return next()
})
server.get('/other', async (req, res) => { res.send(new AccessToken(${KEYS}, { identity: req.query.identity || 'guest' }).toJwt()) })
server.listen(process.env.PORT)
`,
    { files: standIn('restify', RESTIFY), better: ENDED },
  ),
  server(
    'koa, middleware with and without next',
    manifest('koa'),
    `const Koa = require('koa')
const { AccessToken } = require('twilio').jwt
const app = new Koa()
app.use((ctx, next) => {
  ctx.guest = new AccessToken(${KEYS}, { identity: 'guest' }).toJwt()
  return next()
})
app.use(async (ctx) => { ctx.body = ctx.query.identity ? new AccessToken(${KEYS}, { identity: ctx.query.identity }).toJwt() : ctx.guest })
app.listen(process.env.PORT)
`,
    { files: standIn('koa', KOA) },
  ),
  server(
    'a package with the app around it',
    EXPRESS_5,
    `const express = require('express')
const app = express()
const { TokenService } = require('./service')
const container = new Map([[TokenService, new TokenService()]])
app.get('/token', async (req, res) => { res.send(container.get(TokenService).create(String(req.query.identity || 'guest'))) })${LISTEN}`,
    {
      files: {
        'service.js': `const { AccessToken } = require('twilio').jwt
exports.TokenService = class { create(identity) { return new AccessToken(${KEYS}, { identity }).toJwt() } }
`,
      },
    },
  ),
  nest('nest, a service that reads its configuration', {
    'main.ts': NEST_MAIN,
    'token.controller.ts': NEST_CONTROLLER,
    'token.service.ts': `import { Injectable } from '@nestjs/common'
import { ConfigService } from '@nestjs/config'
import { Twilio, jwt } from 'twilio'
import AccessToken, { VideoGrant } from 'twilio/lib/jwt/AccessToken'
@Injectable()
export class TokenService {
  private readonly client: Twilio
  constructor(private readonly config: ConfigService) {
    this.client = new Twilio(config.get('TWILIO_ACCOUNT_SID'), config.get('TWILIO_AUTH_TOKEN'))
  }
  create(identity: string, room?: string): string {
    const token = new AccessToken(${NEST_KEYS}, { identity })
    token.addGrant(new VideoGrant({ room }))
    token.addGrant(new jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: this.config.get('TWIML_APP_SID'), incomingAllow: true }))
    return token.toJwt()
  }
}
`,
  }),
  nest('nest, a service behind an interface', {
    'main.ts': NEST_MAIN,
    'token.controller.ts': NEST_CONTROLLER.replace(
      'private readonly tokens: TokenService',
      "@Inject('TOKENS') private readonly tokens: Tokens",
    )
      .replace('Controller, Get', 'Controller, Get, Inject')
      .replace("import { TokenService } from './token.service'", "import type { Tokens } from './tokens'"),
    'tokens.ts': 'export interface Tokens { create(identity: string, room?: string): string }\n',
    'token.service.ts': `import { Injectable } from '@nestjs/common'
import { ConfigService } from '@nestjs/config'
import * as Twilio from 'twilio'
import type { Tokens } from './tokens'
@Injectable()
export class TokenService implements Tokens {
  constructor(private readonly config: ConfigService) {}
  create(identity: string): string {
    return new Twilio.jwt.AccessToken(${NEST_KEYS}, { identity }).toJwt()
  }
}
`,
  }),
  nest('nest, an asynchronous controller and a helper', {
    'main.ts': NEST_MAIN,
    'token.controller.ts': NEST_CONTROLLER.replace('  get(', '  async get(').replace(
      '{ token: string } {',
      'Promise<{ token: string }> {',
    ),
    'token.service.ts': `import { Injectable } from '@nestjs/common'
import { ConfigService } from '@nestjs/config'
import { mint } from './mint'
@Injectable()
export class TokenService {
  constructor(private readonly config: ConfigService) {}
  create(identity: string, room?: string): string { return mint(this.config, identity, room) }
}
`,
    'mint.ts': `import type { ConfigService } from '@nestjs/config'
import twilio = require('twilio')
export function mint(config: ConfigService, identity: string, room: string | undefined): string {
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(config.get('TWILIO_ACCOUNT_SID'), config.get('TWILIO_API_KEY'), config.get('TWILIO_API_SECRET'), { identity })
  token.addGrant(new AccessToken.VideoGrant({ room }))
  return token.toJwt()
}
`,
  }),
  {
    name: 'functions, a ttl of the context',
    kind: 'function',
    entry: 'functions/token.js',
    files: {
      'package.json': JSON.stringify({
        dependencies: { '@twilio/runtime-handler': '1.3.0', twilio: '^6.2.0' },
      }),
      'functions/token.js': `exports.handler = (context, event, callback) => {
  const token = new Twilio.jwt.AccessToken(context.ACCOUNT_SID, context.TWILIO_API_KEY, context.TWILIO_API_SECRET, { identity: event.identity, ttl: context.TOKEN_TTL })
  callback(null, token.toJwt())
}
`,
    },
    stays: { 'functions/token.js': 'ttl is a text here' },
  },
  {
    name: 'functions, an asynchronous handler with a client',
    kind: 'function',
    entry: 'functions/token.protected.js',
    files: {
      'package.json': PLAIN,
      'functions/token.protected.js': `const twilio = require('twilio')
exports.handler = async (context, event, callback) => {
  const response = new Twilio.Response()
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(context.ACCOUNT_SID, context.TWILIO_API_KEY, context.TWILIO_API_SECRET, { identity: event.identity || 'guest' })
  token.addGrant(new AccessToken.SyncGrant({ serviceSid: context.SYNC_SERVICE_SID || 'default' }))
  response.setBody({ token: token.toJwt() })
  return callback(null, response)
}
`,
    },
  },
]
