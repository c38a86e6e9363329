import { readFileSync } from 'node:fs'
import { decodeUnverified } from '@x/jwt-core'
import { expect, it } from 'vitest'
import * as library from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string)
const workspace = 'https://taskrouter.twilio.com/v1/Workspaces/WS1'

/** Runs an example of the README as it stands there, but for how it imports, and returns the claims of its token. */
async function run(code = '') {
  const imported = code.replace(/^import (\{.*\}) from .*$/m, 'const $1 = library')
  const body = `return (async () => {${imported}; return jwt })()`
  const example = new Function('library', 'accountSid', 'authToken', 'workspaceSid', body)
  const jwt: string = await example(library, 'AC1', 'fake-auth-token', 'WS1')
  return decodeUnverified(jwt).payload as unknown as library.TaskRouterCapabilityClaims
}

function listOf({ policies }: library.TaskRouterCapabilityClaims): string[] {
  return policies.map(({ allow, method, url }) => `${allow ? 'allow' : 'deny'} ${method} ${url}`)
}

it('a worker by SID', async () => {
  const claims = await run(examples[0])
  expect(claims).toMatchObject({ channel: 'WK0123', worker_sid: 'WK0123' })
  expect(listOf(claims).slice(-3)).toEqual([
    `allow POST ${workspace}/Workers/WK0123`,
    `allow POST ${workspace}/Tasks/**`,
    `allow POST ${workspace}/Workers/WK0123/Reservations/**`,
  ])
})

it('a worker channel by name', async () => {
  const claims = await run(examples[1])
  expect(claims).toMatchObject({ channel: 'alice', friendly_name: 'alice' })
  expect(claims).not.toHaveProperty('worker_sid')
  expect(listOf(claims)).toEqual([
    'allow GET https://event-bridge.twilio.com/v1/wschannels/AC1/alice',
    'allow POST https://event-bridge.twilio.com/v1/wschannels/AC1/alice',
    `allow GET ${workspace}/Workers/alice`,
    `allow GET ${workspace}/Workers/alice/**`,
    `allow POST ${workspace}/Workers/alice/**`,
  ])
})

it('a supervisor', async () => {
  const claims = await run(examples[2])
  expect(claims.exp - Math.floor(Date.now() / 1000)).toBeGreaterThan(7190)
  expect(listOf(claims).slice(-3)).toEqual([
    `allow GET ${workspace}`,
    `allow GET ${workspace}/**`,
    `deny DELETE ${workspace}/Tasks/**`,
  ])
})

it('are all of them', () => expect(examples.length).toBe(3))
