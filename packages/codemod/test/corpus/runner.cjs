// Runs bundled apps one after the other under a frozen clock, and writes what each answers.
const { readFileSync, writeFileSync } = require('node:fs')
const http = require('node:http')
require('../frozen_clock.cjs')

console.error = () => {}

let deaths = 0
process.on('uncaughtException', () => void deaths++)
process.on('unhandledRejection', () => void deaths++)

const servers = []
let seen = []
const { listen } = http.Server.prototype
http.Server.prototype.listen = function () {
  servers.push(this)
  // However slow the machine is, no connection closes between two requests.
  this.keepAliveTimeout = 0
  this.prependListener('request', ({ url }) => seen.push(url))
  return listen.call(this, 0, '127.0.0.1')
}

const { jwt } = require('twilio')
globalThis.Twilio = {
  jwt,
  Response: class {
    headers = {}
    appendHeader(name, value) {
      this.headers[name] = value
    }
    setBody(body) {
      this.body = body
    }
  },
}

const CONTEXT = {
  ACCOUNT_SID: process.env.TWILIO_ACCOUNT_SID,
  TWILIO_API_KEY: process.env.TWILIO_API_KEY,
  TWILIO_API_SECRET: process.env.TWILIO_API_SECRET,
  CHAT_SERVICE_SID: process.env.CHAT_SERVICE_SID,
  TWIML_APP_SID: process.env.TWIML_APP_SID,
}

/** The identity as parsers of queries give it: a text, several of them, or an object. */
function identityOf(url) {
  const { searchParams } = new URL(url, 'http://x')
  const given = searchParams.getAll('identity')
  if (searchParams.has('identity[x]')) return { x: searchParams.get('identity[x]') }
  return given.length > 1 ? given : given[0]
}

/** What a platform does with what an app exports, as a handler of requests. */
const PLATFORMS = {
  function: (app) => (request, response) => {
    const event = Object.fromEntries(new URL(request.url, 'http://x').searchParams)
    const callback = (error, result) => {
      response.statusCode = error ? 500 : 200
      response.end(error ? 'error' : JSON.stringify(result))
    }
    try {
      app.handler(CONTEXT, event, callback)
    } catch (error) {
      callback(error)
    }
  },
  lambda: (app) => (request, response) => {
    const queryStringParameters = Object.fromEntries(new URL(request.url, 'http://x').searchParams)
    const done = (error, result) => {
      response.statusCode = error ? 502 : result.statusCode
      response.end(error ? 'error' : result.body)
    }
    try {
      const result = app.handler({ queryStringParameters }, {}, done)
      if (typeof result?.then === 'function') result.then((value) => done(null, value), done)
    } catch (error) {
      done(error)
    }
  },
  web: (app) => async (request, response) => {
    try {
      const result = await app.GET(new Request(`http://localhost${request.url}`))
      response.statusCode = result.status
      response.end(await result.text())
    } catch {
      response.statusCode = 500
      response.end('error')
    }
  },
  tokens: (app) => async (request, response) => {
    try {
      response.end(JSON.stringify(await app.tokens(identityOf(request.url))))
    } catch (error) {
      response.statusCode = 500
      response.end(String(error))
    }
  },
}

async function ask(port, path) {
  const before = deaths
  let answer
  // Nobody answers once the process would have ended.
  const control = new AbortController()
  const watch = setInterval(() => deaths > before && control.abort(), 50)
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: control.signal })
    answer = { status: response.status, body: response.status < 400 ? await response.text() : '' }
  } catch {
    answer = { status: 0, body: '' }
  }
  clearInterval(watch)
  await new Promise((resolve) => setImmediate(resolve))
  return { ...answer, ended: deaths > before }
}

async function run({ file, kind, requests }) {
  servers.length = 0
  const app = require(file)
  if (kind !== 'server') http.createServer(PLATFORMS[kind](app)).listen()
  const server = servers[0]
  await new Promise((resolve) => (server.listening ? resolve() : server.once('listening', resolve)))
  const answers = {}
  seen = []
  for (const [name, path] of Object.entries(requests)) answers[name] = await ask(server.address().port, path)
  server.closeAllConnections()
  server.close()
  return { answers, seen }
}

async function main() {
  const { jobs, out } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  const results = {}
  for (const job of jobs) {
    try {
      results[job.name] = await run(job)
    } catch (error) {
      results[job.name] = { answers: { load: { status: -1, body: String(error), ended: true } }, seen: [] }
    }
  }
  writeFileSync(out, JSON.stringify(results))
  process.exit(0)
}

main()
