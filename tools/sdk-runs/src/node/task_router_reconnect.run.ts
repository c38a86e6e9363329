import './globals.ts'
import { createRequire } from 'node:module'
import { bindTaskRouter, createTokenSource, fetchFrom, type TokenSource } from '@x/token-source'
import { createFakeTwilio, type FakeTwilio } from '@x/token-testing'
import { afterEach, beforeEach, expect, it } from 'vitest'

interface Worker {
  on(event: string, listener: (...rest: never[]) => void): unknown
  updateToken(token: string): void
  disconnect(): void
}
const require = createRequire(import.meta.url)
const { Worker } = require('twilio-taskrouter') as { Worker: new (token: string, options: object) => Worker }

// The SDK opens a second connection when it is updated in the second in which it waits to reconnect (shown by the
// first test); the bind must not let it.

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

let fake: FakeTwilio
let source: TokenSource
let worker: Worker
/** The most connections there were at once. */
let most: number

beforeEach(async () => {
  fake = await createFakeTwilio()
  source = createTokenSource(fetchFrom(fake.endpoint.url))
  most = 0
  fake.eventBridge.subscribe(({ type }) => {
    if (type === 'connected') most = Math.max(most, fake.eventBridge.connections.length)
  })
  worker = new Worker(await source.get(), { ...fake.eventBridge.sdkOptions, logLevel: 'silent' })
  worker.on('error', () => {})
  await new Promise<void>((resolve) => worker.on('ready', resolve))
})
afterEach(async () => {
  worker.disconnect()
  source.stop()
  await fake.stop()
})

/** Loses the connection, and waits until the SDK has heard of it. */
async function lose(code: number): Promise<void> {
  const heard = new Promise<void>((resolve) => worker.on('disconnected', resolve))
  fake.eventBridge.close(code)
  await heard
}

it('the SDK makes two connections of one, when it is updated while it waits to reconnect', async () => {
  await lose(1006)
  worker.updateToken(await source.get({ force: true }))
  await pause(2)
  expect(fake.eventBridge.connections).toHaveLength(2)
})

it.each([
  [1006, 0.05],
  [1006, 0.5],
  [1001, 0.75],
  [1001, 1],
])('bound, it keeps one: closed with %i, a new token after %f s', async (code, late) => {
  const unbind = bindTaskRouter(worker, source)
  await lose(code)
  await pause(late)
  const token = await source.get({ force: true })
  await pause(3)
  expect(most).toBe(1)
  expect(fake.eventBridge.connections).toHaveLength(1)
  // The next connection is opened with the new token.
  fake.eventBridge.close(1006)
  await pause(2)
  expect(most).toBe(1)
  expect(fake.eventBridge.connections[0]?.jti).toBe(jtiOf(token))
  unbind()
})

it('a worker whose token is refused comes back with the next, on one connection', async () => {
  const unbind = bindTaskRouter(worker, source)
  fake.eventBridge.refuse(20104)
  await lose(1006)
  await pause(2.5)
  expect(fake.eventBridge.connections).toHaveLength(0)
  await source.get({ force: true })
  // Refused a last time: what comes next is taken.
  await fake.eventBridge.until('refused', fake.eventBridge.events.filter(isRefusal).length + 1)
  fake.eventBridge.restore()
  await pause(4)
  expect(most).toBe(1)
  expect(fake.eventBridge.connections).toHaveLength(1)
  unbind()
})

const isRefusal = ({ type }: { readonly type: string }): boolean => type === 'refused'

function jtiOf(token: string): string {
  const [, payload = ''] = token.split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).jti
}
