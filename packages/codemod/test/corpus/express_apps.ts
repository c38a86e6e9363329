import { type CorpusApp, ESM, EXPRESS_4, EXPRESS_5, IDENTITY_LATER, KEYS } from './app.ts'

const HEAD = `const express = require('express')
const { AccessToken } = require('twilio').jwt
const { VideoGrant } = AccessToken
const app = express()
`
const MINT = `const token = new AccessToken(${KEYS}, { identity: req.query.identity })
  token.addGrant(new VideoGrant({ room: req.query.room }))`
const LISTEN = '\napp.listen(process.env.PORT)\n'

function server(name: string, manifest: string, code: string, more: Partial<CorpusApp> = {}): CorpusApp {
  return {
    name,
    kind: 'server',
    entry: 'app.js',
    ...more,
    files: { 'package.json': manifest, 'app.js': code, ...more.files },
  }
}

/** Servers with Express 4 and 5: handlers in every form, with and without what catches their errors. */
export const EXPRESS_APPS: readonly CorpusApp[] = [
  server(
    'express 4, a plain handler',
    EXPRESS_4,
    `${HEAD}
app.get('/token', (req, res) => {
  ${MINT}
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 4, an asynchronous handler that nothing guards',
    EXPRESS_4,
    `${HEAD}
app.get('/token', async (req, res) => {
  await Promise.resolve()
  ${MINT}
  res.send(token.toJwt())
})${LISTEN}`,
    { better: { empty: 'it ended the process', nothing: 'it ended the process' } },
  ),
  server(
    'express 4, an asynchronous handler on one line',
    EXPRESS_4,
    `${HEAD}
app.get('/token', async (req, res) => res.send(new AccessToken(${KEYS}, { identity: req.query.identity }).toJwt()))${LISTEN}`,
    {
      better: { empty: 'it ended the process', nothing: 'it ended the process' },
    },
  ),
  server(
    'express 4, an asynchronous handler that catches',
    EXPRESS_4,
    `${HEAD}
app.get('/token', async (req, res) => {
  try {
    ${MINT}
    res.json({ token: token.toJwt() })
  } catch (error) {
    res.status(400).json({ error: 'bad' })
  }
})${LISTEN}`,
  ),
  server(
    'express 4, a handler that catches',
    EXPRESS_4,
    `${HEAD}
app.get('/token', function (req, res) {
  try {
    ${MINT}
    res.json({ token: token.toJwt() })
  } catch (error) {
    res.status(400).json({ error: 'bad' })
  }
})${LISTEN}`,
  ),
  server(
    'express 4, a handler with next',
    EXPRESS_4,
    `${HEAD}
app.get('/token', (req, res, next) => {
  ${MINT}
  res.send(token.toJwt())
})
app.use((err, req, res, next) => res.status(500).send('no'))${LISTEN}`,
  ),
  server(
    'express 4, a router in another file',
    EXPRESS_4,
    `
const express = require('express')
const app = express()
app.use('/', require('./routes/token'))${LISTEN}`,
    {
      files: {
        'routes/token.js': `const { Router } = require('express')
const mint = require('../lib/mint')
const router = Router()
router.get('/token', (req, res) => { res.type('text').send(mint(req.query.identity, req.query.room)) })
module.exports = router
`,
        'lib/mint.js': `const twilio = require('twilio')
const AccessToken = twilio.jwt.AccessToken
module.exports = function mint(identity, room) {
  const token = new AccessToken(${KEYS})
  token.identity = identity
  const grant = new AccessToken.VideoGrant()
  grant.room = room
  token.addGrant(grant)
  return token.toJwt()
}
`,
      },
      better: IDENTITY_LATER,
    },
  ),
  server(
    'express 4, a controller class',
    EXPRESS_4,
    `
const app = require('express')()
const TokenController = require('./token_controller')
const controller = new TokenController()
app.get('/token', (req, res) => controller.get(req, res))${LISTEN}`,
    {
      files: {
        'token_controller.js': `const { jwt: { AccessToken } } = require('twilio')
module.exports = class TokenController {
  get(req, res) {
    const token = new AccessToken(${KEYS}, { identity: req.query.identity, ttl: 600 })
    token.addGrant(new AccessToken.VideoGrant({ room: req.query.room }))
    res.send(token.toJwt())
  }
}
`,
      },
    },
  ),
  server(
    'express 4, a wrapper that catches',
    EXPRESS_4,
    `${HEAD}
const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next)
app.get('/token', asyncHandler(async (req, res) => {
  ${MINT}
  res.send(token.toJwt())
}))${LISTEN}`,
  ),
  server(
    'express 4, a chain of handlers in a list',
    EXPRESS_4,
    `${HEAD}
const log = (req, res, next) => next()
app.get('/token', [log, (req, res) => {
  ${MINT}
  res.send(token.toJwt())
}])${LISTEN}`,
  ),
  server(
    'express 4, a token that is kept',
    EXPRESS_4,
    `${HEAD}
const once = (fn) => { let kept; return () => (kept ??= fn()) }
const _ = { once }
const shared = _.once(() => new AccessToken(${KEYS}, { identity: 'shared' }).toJwt())
app.get('/token', (req, res) => res.send(shared()))${LISTEN}`,
  ),
  server(
    'express 4, a cache with a function that mints',
    EXPRESS_4,
    `${HEAD}
const kept = new Map()
const cache = { get: (key, make) => kept.get(key) ?? (kept.set(key, make()), kept.get(key)) }
app.get('/token', (req, res) => {
  const identity = req.query.identity || 'guest'
  res.send(cache.get(String(identity), () => new AccessToken(${KEYS}, { identity: String(identity) }).toJwt()))
})${LISTEN}`,
  ),
  server(
    'express 4, a function called handler elsewhere',
    EXPRESS_4,
    `${HEAD}
const { handler } = require('./jobs')
app.get('/token', (req, res) => {
  ${MINT}
  res.send(token.toJwt())
})
handler()${LISTEN}`,
    { files: { 'jobs.js': `exports.handler = () => 'nothing'\nexports.run = (handler) => handler()\n` } },
  ),
  server(
    'express 4, a promise chain without an end',
    EXPRESS_4,
    `${HEAD}
app.get('/token', (req, res) => {
  Promise.resolve().then(() => {
    ${MINT}
    res.send(token.toJwt())
  }).catch(() => res.status(500).end())
})${LISTEN}`,
  ),
  server(
    'express 4, voice with an application that may be empty',
    EXPRESS_4,
    `${HEAD}
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity || 'guest' })
  token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: process.env.NO_APP || '', incomingAllow: true }))
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 4, a ttl out of the environment',
    EXPRESS_4,
    `${HEAD}
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity, ttl: Number(process.env.TOKEN_TTL) })
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 4, a ttl that is a text',
    EXPRESS_4,
    `${HEAD}
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity, ttl: process.env.TOKEN_TTL || '3600' })
  res.send(token.toJwt())
})${LISTEN}`,
    { stays: { 'app.js': 'ttl is a text here' } },
  ),
  server(
    'express 4, a capability of a client',
    EXPRESS_4,
    `
const express = require('express')
const { ClientCapability } = require('twilio').jwt
const app = express()
app.get('/token', (req, res) => {
  const capability = new ClientCapability({
    accountSid: process.env.TWILIO_ACCOUNT_SID,
    authToken: process.env.TWILIO_AUTH_TOKEN,
  })
  capability.addScope(new ClientCapability.IncomingClientScope(req.query.identity || 'guest'))
  res.send(capability.toJwt())
})${LISTEN}`,
    {
      better: Object.fromEntries(
        ['white space', 'a line break', 'a broken escape', 'a character of no text', 'other scripts'].map(
          (name) => [name, 'a name of a client that Twilio refuses'],
        ),
      ),
    },
  ),
  server(
    'express 5, a plain handler',
    EXPRESS_5,
    `${HEAD}
app.get('/token', (req, res) => {
  ${MINT}
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 5, an asynchronous handler',
    EXPRESS_5,
    `${HEAD}
app.get('/token', async (req, res) => {
  ${MINT}
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 5, a service that is awaited',
    EXPRESS_5,
    `${HEAD}
const service = {
  mint(identity) {
    return new AccessToken(${KEYS}, { identity, nbf: Math.floor(Date.now() / 1000) }).toJwt()
  },
}
app.get('/token', async (req, res) => { res.json({ token: service.mint(req.query.identity) }) })${LISTEN}`,
  ),
  server(
    'express 5, a chat grant that the app makes elsewhere',
    EXPRESS_5,
    `${HEAD}
const chat = () => new AccessToken.ChatGrant({ serviceSid: process.env.CHAT_SERVICE_SID })
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity, region: 'ie1' })
  token.addGrant(chat())
  res.send(token.toJwt('HS512'))
})${LISTEN}`,
  ),
  server(
    'express 5, modules',
    ESM,
    `
import express from 'express'
import twilio from 'twilio'
const { AccessToken } = twilio.jwt
const app = express()
app.get('/token', (req, res) => {
  const token = new AccessToken(${KEYS}, { identity: req.query.identity })
  token.addGrant(new AccessToken.SyncGrant({ serviceSid: process.env.SYNC_SERVICE_SID }))
  res.send(token.toJwt())
})${LISTEN}`,
  ),
  server(
    'express 5, a middleware that mints for those after it',
    EXPRESS_5,
    `${HEAD}
app.use((req, res, next) => {
  res.locals.token = req.query.identity ? new AccessToken(${KEYS}, { identity: String(req.query.identity) }).toJwt() : 'none'
  next()
})
app.get('/token', (req, res) => res.send(res.locals.token))${LISTEN}`,
  ),
  server(
    'express 4, the REST client beside tokens',
    EXPRESS_4,
    `
const express = require('express')
const twilio = require('twilio')
const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN)
const app = express()
app.get('/token', (req, res) => {
  const token = new twilio.jwt.AccessToken(${KEYS}, { identity: req.query.identity })
  res.json({ token: token.toJwt(), account: client.accountSid })
})${LISTEN}`,
  ),
]
