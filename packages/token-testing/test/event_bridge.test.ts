import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeTwilio, createTestClock, type FakeTwilio, type TestClock } from '../src/index.ts'
import { TestClient } from './client.ts'

let fake: FakeTwilio
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  fake = await createFakeTwilio({ clock })
})
afterEach(() => fake.stop())

const address = (token: string): string => `${fake.eventBridge.url}?token=${token}&clientVersion=2`

async function post(url: string, token: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(fake.eventBridge.sdkOptions.ebServer, {
    method: 'POST',
    body: JSON.stringify({ url, method: 'GET', params: {}, token }),
  })
  return { status: response.status, body: await response.json() }
}

describe('the event bridge', () => {
  it('lets a worker in and tells its life in milliseconds', async () => {
    const client = await new TestClient(address(await fake.mint({ ttl: 60 }))).open()
    expect(await client.json()).toMatchObject({
      event_type: 'init',
      payload: { channel_id: `WK${'0'.repeat(32)}`, token_lifetime: 60_000 },
    })
  })

  it('closes when the token ends', async () => {
    const client = await new TestClient(address(await fake.mint({ ttl: 60 }))).open()
    await client.json()
    await clock.advance(60)
    expect(await client.closed).toBe(1008)
    await fake.eventBridge.until('disconnected')
    expect(fake.eventBridge.events.map(({ type }) => type)).toEqual([
      'connected',
      'accepted',
      'expired',
      'disconnected',
    ])
  })

  it('refuses at the door', async () => {
    await expect(new TestClient(address(await fake.mint({ ttl: -1 }))).open()).rejects.toThrow('401')
    await expect(new TestClient(fake.eventBridge.url).open()).rejects.toThrow('401')
    await expect(new TestClient(address(await fake.mint({ grants: { voice: {} } }))).open()).rejects.toThrow(
      '401',
    )
    expect(fake.eventBridge.events.map(({ code }) => code)).toEqual([20104, 20101, 20106])
    fake.eventBridge.refuse(503)
    await expect(new TestClient(address(await fake.mint())).open()).rejects.toThrow('503')
  })

  it('lies about the life', async () => {
    fake.eventBridge.ttl = 7
    const client = await new TestClient(address(await fake.mint())).open()
    expect(await client.json()).toMatchObject({ payload: { token_lifetime: 7000 } })
  })

  it('answers what a worker asks for while it starts', async () => {
    const token = await fake.mint({ identity: 'bob' })
    const at = 'Workspaces/WS1'
    expect(await post(`${at}/Workers/WK1`, token)).toMatchObject({
      status: 200,
      body: { payload: { friendly_name: 'bob', activity_name: 'Available' } },
    })
    expect(await post(`${at}/Activities`, token)).toMatchObject({ body: { payload: { contents: [{}] } } })
    for (const list of ['WorkerChannels', 'Reservations'])
      expect(await post(`${at}/Workers/WK1/${list}`, token)).toMatchObject({
        body: { payload: { contents: [] } },
      })
    expect((await post(`${at}/Unknown/X/Y`, token)).status).toBe(404)
    expect(await post(`${at}/Activities`, await fake.mint({ ttl: -1 }))).toMatchObject({
      status: 401,
      body: { code: 20104 },
    })
    const { ebServer } = fake.eventBridge.sdkOptions
    expect((await fetch(ebServer, { method: 'POST', body: 'nonsense' })).status).toBe(400)
    expect((await fetch(ebServer, { method: 'OPTIONS' })).status).toBe(204)
  })

  it('falls silent: lets in and says nothing', async () => {
    fake.eventBridge.silence()
    const client = await new TestClient(address('whatever')).open()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(client.unread).toBe(0)
  })
})
