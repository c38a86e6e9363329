// One contestant, in a process of its own: serves until it is told to stop, and says how much processor time it used.
import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { VideoGrant } from '@x/grants-video'
import { createIssuer, createTokenEndpoint } from '@x/token-endpoint'
import { toNodeHandler } from '@x/token-endpoint/node'
import express from 'express'
import { Hono } from 'hono'
import twilio from 'twilio'

const accountSid = `AC${'0'.repeat(32)}`
const apiKeySid = `SK${'0'.repeat(32)}`
const apiKeySecret = 'fake-api-key-secret-0123456789ab'
const SESSIONS = new Map([['Bearer alice', 'alice']])

const endpoint = createTokenEndpoint({
  issuer: createIssuer({ accountSid, apiKeySid, apiKeySecret }),
  authorize: (request, body) => ({
    identity: SESSIONS.get(request.headers.get('authorization')) ?? 'nobody',
    grants: [new VideoGrant({ room: body?.room ?? 'daily' })],
  }),
})

/** The endpoint as Twilio's documentation has it. */
function twilioJwt(request, response) {
  const { AccessToken } = twilio.jwt
  const identity = SESSIONS.get(request.headers.authorization) ?? 'nobody'
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity, ttl: 3600 })
  token.addGrant(new AccessToken.VideoGrant({ room: request.body?.room ?? 'daily' }))
  response.json({ token: token.toJwt(), identity, expires_in: 3600 })
}

const { token } = await createIssuer({ accountSid, apiKeySid, apiKeySecret }).issue({
  identity: 'alice',
  grants: [new VideoGrant({ room: 'daily' })],
})
const constant = JSON.stringify({ token, identity: 'alice', expires_in: 3600 })
const headers = {
  ...{ 'cache-control': 'no-store', 'content-type': 'application/json', vary: 'Origin' },
  ...{ 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(constant) },
}

const listen = (handler) => createServer(handler).listen(0, '127.0.0.1')
/** Looks at what it was sent before it answers, as whoever decides by it must. */
function readBody(request, response) {
  const chunks = []
  request
    .on('data', (chunk) => chunks.push(chunk))
    .on('end', () => {
      JSON.parse(Buffer.concat(chunks))
      response.writeHead(200, headers).end(constant)
    })
}

const CONTESTANTS = {
  // It has the endpoint's own headers and length, and looks neither at the body nor at a header: Node reads them for it.
  'node:http + constant': () => listen((_, response) => response.writeHead(200, headers).end(constant)),
  'node:http + constant, body read': () => listen(readBody),
  'node:http + endpoint': () => listen(toNodeHandler(endpoint)),
  'Express 5 + endpoint': () => express().use('/token', toNodeHandler(endpoint)).listen(0, '127.0.0.1'),
  'Hono + endpoint': () => {
    const app = new Hono().post('/token', (context) => endpoint(context.req.raw))
    return serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  },
  'Express 5 + twilio.jwt': () =>
    express().use(express.json()).post('/token', twilioJwt).listen(0, '127.0.0.1'),
}

const server = CONTESTANTS[process.argv[2]]()
server.once('listening', () => process.send({ port: server.address().port }))
let began = process.cpuUsage()
process.on('message', (message) => {
  if (message === 'begin') began = process.cpuUsage()
  const { user, system } = process.cpuUsage(began)
  process.send({ cpu: (user + system) / 1e6 })
})
process.on('disconnect', () => process.exit())
