// Requests per second of the server's processor time, each contestant in a process of its own, in turns.
//   node packages/token-endpoint/benchmark/run.js [requests in each round] [rounds]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

const REQUESTS = Number(process.argv[2] ?? 2000)
const ROUNDS = Number(process.argv[3] ?? 9)
/** Until the engine has compiled what is used often: what it takes for that is no cost of a request. */
const WARM_UP = 20_000
const CONNECTIONS = 16
const NAMES = [
  ...[
    'node:http + constant',
    'node:http + constant, body read',
    'node:http + endpoint',
    'Express 5 + endpoint',
    'Hono + endpoint',
  ],
  'Express 5 + twilio.jwt',
]
const body = '{"room":"daily"}'
const request = [
  ...['POST /token HTTP/1.1', 'Host: 127.0.0.1', 'Authorization: Bearer alice', 'Accept: */*'],
  ...['Content-Type: application/json', `Content-Length: ${body.length}`, 'User-Agent: benchmark', '', body],
].join('\r\n')

/** Asks `count` times on one connection, one after the other: what it costs the client is nobody's concern. */
async function askOften(port, count) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.setEncoding('latin1')
  let left = count
  let answer = ''
  const done = new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      answer += chunk
      const head = answer.indexOf('\r\n\r\n')
      if (head < 0) return
      if (!answer.startsWith('HTTP/1.1 200')) return reject(new Error(answer))
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1])
      if (answer.length < head + 4 + length) return
      answer = ''
      if (--left === 0) resolve()
      else socket.write(request)
    })
  })
  socket.write(request)
  await done
  socket.destroy()
}

async function start(name) {
  const child = fork(fileURLToPath(new URL('server.js', import.meta.url)), [name])
  const [{ port }] = await once(child, 'message')
  return { name, child, port, rates: [] }
}

async function measure({ child, port, rates }, count) {
  child.send('begin')
  await once(child, 'message')
  const each = Math.ceil(count / CONNECTIONS)
  await Promise.all(Array.from({ length: CONNECTIONS }, () => askOften(port, each)))
  child.send('end')
  const [{ cpu }] = await once(child, 'message')
  rates.push((each * CONNECTIONS) / cpu)
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const contestants = []
for (const name of NAMES) contestants.push(await start(name))
for (const contestant of contestants) await measure(contestant, WARM_UP)
for (const contestant of contestants) contestant.rates.length = 0
for (let round = 0; round < ROUNDS; round++)
  for (const contestant of contestants) await measure(contestant, REQUESTS)
for (const { child } of contestants) child.disconnect()

const rate = Object.fromEntries(contestants.map(({ name, rates }) => [name, median(rates)]))
const twilio = rate['Express 5 + twilio.jwt']
const constant = rate['node:http + constant']
console.log(
  '| server | requests per CPU second | against Express 5 + twilio.jwt | cost against the constant |',
)
console.log('| --- | --- | --- | --- |')
for (const name of NAMES)
  console.log(
    `| ${name} | ${Math.round(rate[name])} | ${(rate[name] / twilio).toFixed(1)}x | ${(constant / rate[name]).toFixed(2)}x |`,
  )
const TARGETS = [
  ['node:http + endpoint', twilio, 8],
  ['Express 5 + endpoint', twilio, 3],
  ['Hono + endpoint', twilio, 8],
  ['node:http + endpoint', constant, 1 / 1.5],
]
for (const [name, base, least] of TARGETS)
  if (rate[name] / base < least) {
    console.log(`missed: ${name} is ${(rate[name] / base).toFixed(2)}x, wanted at least ${least.toFixed(2)}x`)
    process.exitCode = 1
  }
