// One command: Redis, three processes of the service and a proxy, then a load through which a key is rotated, a process
// is killed, and Redis is killed. Says what came of it, and draws plot.svg and dashboard.svg.
//   node run.js [--allow] [--seconds 24] [--rate 150] [--out folder]
import { fork, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createKeyRing } from '@x/jwt-core'
import { drawDashboard } from './dashboard.js'
import { startLoad } from './load.js'
import { drawPlot } from './plot.js'
import { startProxy } from './proxy.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const { values } = parseArgs({
  options: {
    allow: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '24' },
    rate: { type: 'string', default: '150' },
    out: { type: 'string', default: here },
  },
})
const seconds = Number(values.seconds)
const policy = values.allow ? 'allow' : 'deny'
const PROCESSES = 3
const LIMIT = 20
/** How many requests must be answered after each event before the next one, however slow the machine is. */
const ENOUGH = 100

if (spawnSync('redis-server', ['--version']).error) {
  console.error('redis-server is not there: apt-get install redis-server')
  process.exit(1)
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const until = async (isSo) => {
  while (!isSo()) await wait(20)
}
const folder = mkdtempSync(join(tmpdir(), 'token-service-'))
const keysFile = join(folder, 'keys.json')

const newKey = (apiKeySid) => ({
  ...{ accountSid: 'ACexample', apiKeySid, apiKeySecret: randomBytes(24).toString('base64url') },
})
const keys = [newKey('SKone'), newKey('SKtwo')]
const ring = createKeyRing(
  Object.fromEntries(keys.map(({ apiKeySid, apiKeySecret }) => [apiKeySid, apiKeySecret])),
)

function useKey(key) {
  writeFileSync(`${keysFile}.new`, JSON.stringify(key), { mode: 0o600 })
  renameSync(`${keysFile}.new`, keysFile)
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

function startRedis(port) {
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (line) => `${line}`.includes('Ready to accept') && resolve(child))
    child.once('exit', () => reject(new Error('redis-server ended')))
  })
}

const points = []
const children = new Set()
let load

/** Starts a process of the service. */
function startWorker(redisPort) {
  const env = { ...process.env, REDIS_PORT: redisPort, KEYS_FILE: keysFile, LIMIT, ON_LIMITER_ERROR: policy }
  const child = fork(join(here, 'worker.js'), { env })
  children.add(child)
  child.once('exit', () => children.delete(child))
  const worker = { child }
  return new Promise((resolve, reject) => {
    child.on('message', ({ points: told = [], signsWith, port }) => {
      for (const point of told) points.push({ at: load?.now() ?? 0, ...point })
      if (signsWith) worker.signsWith = signsWith
      if (port) resolve(Object.assign(worker, { port }))
    })
    child.once('exit', () => reject(new Error('a process of the service ended')))
  })
}

function keysOf({ child }) {
  const told = new Promise((resolve) =>
    child.on('message', (message) => message.keys && resolve(message.keys)),
  )
  child.send('keys')
  return told
}

const redisPort = await freePort()
let redis = await startRedis(redisPort)
useKey(keys[0])
const workers = await Promise.all(Array.from({ length: PROCESSES }, () => startWorker(redisPort)))
const upstreams = workers.map(({ port }) => port)
const proxy = await startProxy(upstreams)

const events = []
load = startLoad({ url: proxy.url, rate: Number(values.rate), ring })
let last = 0
/** Waits for a share of the time to pass, and for enough answers since the last event. */
const reach = async (share) => {
  await wait(Math.max(0, share * seconds - load.now()) * 1000)
  await until(() => load.answered(last) >= ENOUGH)
}
/** `at` is when an event began, `done` when it was seen to have happened. */
const at = async (share, name, act) => {
  await reach(share)
  const began = load.now()
  await act()
  last = load.now()
  events.push({ at: began, done: last, name })
  console.log(`${began.toFixed(1).padStart(5)} s  ${name}`)
}
try {
  await at(0.2, 'new key', async () => {
    const [, { apiKeySid }] = keys
    useKey(keys[1])
    await until(() => workers.every(({ signsWith }) => signsWith === apiKeySid))
  })
  await at(0.4, 'a process is killed', async () => {
    const { child } = workers[1]
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  await at(0.5, 'it is back', async () => {
    workers[1] = await startWorker(redisPort)
    upstreams[1] = workers[1].port
  })
  await at(0.65, 'Redis is killed', async () => {
    redis.kill('SIGKILL')
    await once(redis, 'exit')
  })
  await at(0.8, 'Redis is back', async () => {
    redis = await startRedis(redisPort)
  })
  await reach(1)
  const results = await load.stop()
  const ended = Math.max(seconds, Math.floor(load.now()))
  const uses = (await Promise.all(workers.map(keysOf))).flat()
  report(results, uses)
  writeFileSync(join(values.out, 'plot.svg'), drawPlot(results, events, ended))
  writeFileSync(join(values.out, 'dashboard.svg'), drawDashboard(points, events, ended))
  console.log(`plot.svg and dashboard.svg are in ${values.out}`)
} finally {
  proxy.stop()
  for (const child of children) child.kill('SIGKILL')
  redis.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}

/** Says what came of it; a promise that was broken ends the run with 1. */
function report(results, uses) {
  const count = (is) => results.filter(is).length
  const [rotated] = events
  const down = events.find(({ name }) => name === 'Redis is killed').done
  const back = events.find(({ name }) => name === 'Redis is back').at
  const during = results.filter(({ at, took }) => at > down && at + took < back)
  const late = count(({ at, key }) => key === 'SKone' && at > rotated.done)
  const took = results.map((result) => result.took).sort((a, b) => a - b)
  const share = (part) => `${(took[Math.floor((took.length - 1) * part)] * 1000).toFixed(1)} ms`
  const retireAt = Math.max(
    ...uses.filter(({ apiKeySid }) => apiKeySid === 'SKone').map((use) => use.retireAt),
  )

  console.log(
    `${results.length} requests; half within ${share(0.5)}, 99 of 100 within ${share(0.99)}, all within ${share(1)}`,
  )
  console.log(
    `tokens ${count(({ status }) => status === 200)}, limited ${count(({ status }) => status === 429)}`,
  )
  console.log(
    `answered while Redis was down ${during.length}, 503 in all ${count(({ status }) => status === 503)}; the old key may go at ${new Date(retireAt * 1000).toISOString()}`,
  )
  const broken = [
    ['tokens that a verifier refused', count(({ wrong }) => wrong)],
    ['tokens of the old key after the rotation', late],
    ['requests without an answer', count(({ status }) => status === 0 || status === 502)],
    [
      policy === 'deny' ? 'let through while Redis was down' : 'lost while Redis was down',
      during.filter(({ status }) => status !== (policy === 'deny' ? 503 : 200)).length,
    ],
  ]
  for (const [name, number] of broken) {
    console.log(`${name}: ${number}`)
    if (number > 0) process.exitCode = 1
  }
}
