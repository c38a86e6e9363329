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

async function connect(token: unknown): Promise<TestClient> {
  const client = await new TestClient(fake.voice.url).open()
  client.say('listen', { token })
  return client
}

describe('voice signalling', () => {
  it('connects, tells identity and life, and registers', async () => {
    const client = await connect(await fake.mint({ identity: 'bob', ttl: 60 }))
    expect(await client.json()).toMatchObject({
      type: 'connected',
      payload: { token: { identity: 'bob', ttl: 60 } },
    })
    client.say('register', { media: { audio: true } })
    expect(await client.json()).toMatchObject({ type: 'ready' })
    client.say('register', { media: { audio: false } })
    expect(await client.json()).toMatchObject({ type: 'offline' })
    expect(fake.voice.connections).toEqual([
      expect.objectContaining({ id: 1, identity: 'bob', expiresAt: clock.now() + 60 }),
    ])
  })

  it('tells that a token has ended, and lives on with a new one', async () => {
    const client = await connect(await fake.mint({ ttl: 60 }))
    await client.json()
    await clock.advance(60)
    expect(await client.json()).toMatchObject({ type: 'error', payload: { error: { code: 31205 } } })
    client.say('register', { media: { audio: true } })
    expect(await client.json()).toMatchObject({ payload: { error: { code: 31204 } } })
    client.say('listen', { token: await fake.mint() })
    expect(await client.json()).toMatchObject({ type: 'connected' })
    expect(fake.voice.events.map(({ type }) => type)).toEqual([
      'connected',
      'accepted',
      'expired',
      'accepted',
    ])
  })

  it('does not end by the old token once a new one is there', async () => {
    const client = await connect(await fake.mint({ ttl: 60 }))
    await client.json()
    client.say('listen', { token: await fake.mint({ ttl: 120 }) })
    await client.json()
    await clock.advance(100)
    expect(client.unread).toBe(0)
    expect(fake.voice.events.some(({ type }) => type === 'expired')).toBe(false)
  })

  it.each([
    ['expired', { ttl: -1 }, 20104, 31205],
    ['without a voice grant', { grants: {} }, 20106, 31204],
    ['not yet valid', { nbf: 4_000_000_000 }, 20105, 31204],
  ])('refuses a token that is %s', async (_name, options, code, signalling) => {
    const client = await connect(await fake.mint(options))
    expect(await client.json()).toMatchObject({ type: 'error', payload: { error: { code: signalling } } })
    expect(fake.voice.events.at(-1)).toMatchObject({ type: 'refused', code })
    expect(fake.voice.connections).toEqual([expect.objectContaining({ identity: undefined })])
  })

  it('refuses one of another secret', async () => {
    const other = await createFakeTwilio()
    const client = await connect(await other.mint())
    expect(await client.json()).toMatchObject({ payload: { error: { code: 31202 } } })
    await other.stop()
  })

  it('refuses on demand, as often as it is told to', async () => {
    fake.voice.refuse(20101, { times: 1 })
    const client = await connect(await fake.mint())
    expect(await client.json()).toMatchObject({ payload: { error: { code: 31204 } } })
    client.say('listen', { token: await fake.mint() })
    expect(await client.json()).toMatchObject({ type: 'connected' })
    fake.voice.refuse(31206)
    for (let round = 0; round < 3; round++) {
      client.say('listen', { token: await fake.mint() })
      expect(await client.json()).toMatchObject({ payload: { error: { code: 31206 } } })
    }
    fake.voice.restore()
    client.say('listen', { token: await fake.mint() })
    expect(await client.json()).toMatchObject({ type: 'connected' })
  })

  it('lies about the life; the token ends when it ends', async () => {
    fake.voice.ttl = 5
    const client = await connect(await fake.mint({ ttl: 60 }))
    expect(await client.json()).toMatchObject({ payload: { token: { ttl: 5 } } })
    await clock.advance(59)
    expect(client.unread).toBe(0)
    await clock.advance(1)
    expect(await client.json()).toMatchObject({ payload: { error: { code: 31205 } } })
  })

  it('closes with a web socket code, with one of its own, or without a word', async () => {
    const first = await connect(await fake.mint())
    await first.json()
    fake.voice.close(4001)
    expect(await first.closed).toBe(4001)
    const second = await connect(await fake.mint())
    await second.json()
    fake.voice.close(31205)
    expect(await second.json()).toMatchObject({ payload: { error: { code: 31205 } } })
    expect(await second.closed).toBe(1000)
    const third = await connect(await fake.mint())
    await third.json()
    fake.voice.close(1006)
    expect(await third.closed).toBe(1006)
    await fake.voice.until('disconnected', 3)
    expect(fake.voice.connections).toEqual([])
  })

  it('falls silent: neither reads nor speaks', async () => {
    const client = await connect(await fake.mint({ ttl: 60 }))
    await client.json()
    fake.voice.silence()
    client.say('listen', { token: await fake.mint() })
    const other = await new TestClient(fake.voice.url).open()
    await clock.advance(60)
    expect([client.unread, other.unread]).toEqual([0, 0])
    expect(fake.voice.events.filter(({ type }) => type === 'accepted')).toHaveLength(1)
    fake.voice.restore()
    client.say('listen', { token: await fake.mint() })
    expect(await client.json()).toMatchObject({ type: 'connected' })
  })

  it('takes a token without a word, where it is silent but listening', async () => {
    const client = await connect(await fake.mint({ ttl: 60 }))
    await client.json()
    fake.voice.silence({ listening: true })
    client.say('listen', { token: await fake.mint({ identity: 'bob', ttl: 120 }) })
    await fake.voice.until('accepted', 2)
    expect(client.unread).toBe(0)
    expect(fake.voice.connections).toEqual([expect.objectContaining({ identity: 'bob' })])
  })

  it('goes offline: cuts who is there and who comes back', async () => {
    const client = await connect(await fake.mint())
    await client.json()
    fake.voice.offline()
    expect(await client.closed).toBe(1006)
    await expect(new TestClient(fake.voice.url).open()).rejects.toThrow()
    fake.voice.restore()
    await new TestClient(fake.voice.url).open()
  })

  it('lives through what is no message', async () => {
    const client = await connect(await fake.mint())
    await client.json()
    for (const text of ['', '\n', 'nonsense', '[]', 'null', '{"type":"listen"}', '{"type":5,"payload":7}'])
      client.send(text)
    expect(await client.json()).toMatchObject({ type: 'error' })
    client.say('listen', { token: await fake.mint() })
    expect(await client.json()).toMatchObject({ type: 'connected' })
  })

  it('sends away who comes to another path', async () => {
    await expect(new TestClient(`ws://${fake.voice.host}/other`).open()).rejects.toThrow('404')
    expect((await fetch(`http://${fake.voice.host}/signal`)).status).toBe(426)
  })

  it('says what the SDK needs to come here', () => {
    expect(fake.voice.sdkOptions).toEqual({ chunderw: fake.voice.host, publishEvents: false })
    expect(fake.voice.url).toBe(`ws://${fake.voice.host}/signal`)
  })
})
