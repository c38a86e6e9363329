import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeTwilio, createTestClock, type FakeTwilio, type TestClock } from '../src/index.ts'
import { readPacket, writePacket } from '../src/twilsock/packet.ts'
import { TestClient } from './client.ts'

let fake: FakeTwilio
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  fake = await createFakeTwilio({ clock })
})
afterEach(() => fake.stop())

const registrations = [{ product: 'data_sync', type: 'ers' }]

async function connect(token: unknown, more: object = { registrations }): Promise<TestClient> {
  const client = await new TestClient(fake.twilsock.url).open()
  client.sendPacket({ method: 'init', id: 'TM1', token, ...more })
  return client
}

async function connected(ttl: number): Promise<TestClient> {
  const client = await connect(await fake.mint({ ttl }))
  expect(await client.packet()).toMatchObject({ header: { method: 'reply', status: { code: 200 } } })
  return client
}

function request(client: TestClient, method: string, path: string, body?: unknown, params = {}): void {
  const http_request = { host: 'cds.us1.twilio.com', method, path, params }
  client.sendPacket({ method: 'message', id: 'TM9', active_grant: 'data_sync', http_request }, body)
}

describe('Twilsock packets', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()),
        fc.option(fc.jsonValue(), { nil: undefined }),
        (header, body) => {
          const { payload_size: _size, payload_type: _type, ...rest } = header
          const read = readPacket(writePacket(rest, body))
          expect(read?.header).toMatchObject(JSON.parse(JSON.stringify(rest)))
          expect(read?.body).toEqual(body === undefined ? undefined : JSON.parse(JSON.stringify(body)))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('are none where they are not', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => readPacket(Buffer.from(bytes)) === undefined))
    for (const text of ['TWILSOCK V3.0', 'TWILSOCK V2.0 2\r\n{}\r\n', 'TWILSOCK V3.0 9999\r\n{}\r\n'])
      expect(readPacket(Buffer.from(text))).toBeUndefined()
  })
})

describe('Twilsock', () => {
  it('takes a token at the start', async () => {
    const client = await connect(await fake.mint({ identity: 'bob' }))
    expect(await client.packet()).toMatchObject({
      header: { id: 'TM1', status: { code: 200 }, capabilities: expect.arrayContaining(['client_update']) },
    })
    expect(fake.twilsock.connections).toEqual([expect.objectContaining({ identity: 'bob' })])
  })

  it('tells 180 seconds before the end, and closes with 410 at the end', async () => {
    const client = await connected(600)
    await clock.advance(419)
    expect(client.unread).toBe(0)
    await clock.advance(1)
    expect(await client.packet()).toMatchObject({
      header: { method: 'client_update', client_update_type: 'token_about_to_expire' },
    })
    await clock.advance(180)
    expect(await client.packet()).toMatchObject({ header: { method: 'close', status: { code: 410 } } })
    expect(await client.closed).toBe(1000)
    await fake.twilsock.until('disconnected')
    expect(fake.twilsock.events.map(({ type }) => type)).toEqual([
      'connected',
      'accepted',
      'ending',
      'expired',
      'disconnected',
    ])
  })

  it('tells nothing of a life of 180 seconds or less', async () => {
    const client = await connected(180)
    await clock.advance(179)
    expect(client.unread).toBe(0)
  })

  it('tells early where it lies about the life', async () => {
    fake.twilsock.ttl = 182
    const client = await connected(60)
    await clock.advance(2)
    expect(await client.packet()).toMatchObject({
      header: { client_update_type: 'token_about_to_expire' },
    })
  })

  it('takes a new token in an update, and forgets the old one’s end', async () => {
    const client = await connected(60)
    client.sendPacket({ method: 'update', id: 'TM2', token: await fake.mint({ ttl: 120 }) })
    expect(await client.packet()).toMatchObject({ header: { id: 'TM2', status: { code: 200 } } })
    await clock.advance(100)
    expect(client.unread).toBe(0)
  })

  it.each([
    ['expired', { ttl: -1 }, 20104],
    ['without the grant asked for', { grants: { chat: { service_sid: 'IS1' } } }, 20106],
  ])('refuses a token that is %s, with 401 and the number', async (_name, options, errorCode) => {
    const status = { code: 401, status: 'UNAUTHORIZED', errorCode }
    const client = await connect(await fake.mint(options))
    expect(await client.packet()).toMatchObject({ header: { status } })
    client.sendPacket({ method: 'update', id: 'TM2', token: await fake.mint(options) })
    expect(await client.packet()).toMatchObject({ header: { id: 'TM2', status } })
  })

  it('asks Conversations for the chat grant', async () => {
    const grants = { data_sync: { service_sid: 'IS1' } }
    const more = { registrations: [{ product: 'ip_messaging' }] }
    const client = await connect(await fake.mint({ grants }), more)
    expect(await client.packet()).toMatchObject({ header: { status: { errorCode: 20106 } } })
  })

  it('refuses on demand: a number of Twilio’s, or a status', async () => {
    fake.twilsock.refuse(20107, { times: 1 })
    const client = await connect(await fake.mint())
    expect(await client.packet()).toMatchObject({ header: { status: { code: 401, errorCode: 20107 } } })
    fake.twilsock.refuse(429)
    client.sendPacket({ method: 'update', id: 'TM2', token: await fake.mint() })
    const { header } = await client.packet()
    expect(header.status).toMatchObject({ code: 429 })
  })

  it('closes with a status of its own, or with a web socket code', async () => {
    const first = await connected(60)
    fake.twilsock.close(308)
    expect(await first.packet()).toMatchObject({ header: { method: 'close', status: { code: 308 } } })
    const second = await connected(60)
    fake.twilsock.close()
    expect(await second.closed).toBe(1001)
  })

  it('keeps Sync objects: none, made, there, written, the name taken', async () => {
    const client = await connected(60)
    const answer = async () => {
      const { header, body } = await client.packet()
      return [(header.http_status as { code: number }).code, body]
    }
    request(client, 'GET', '/v3/Documents/doc')
    expect((await answer())[0]).toBe(404)
    request(client, 'POST', '/v3/Documents', { unique_name: 'doc', data: { a: 1 } })
    const [created, made] = await answer()
    expect([created, made]).toEqual([201, expect.objectContaining({ unique_name: 'doc', data: { a: 1 } })])
    request(client, 'POST', '/v3/Documents', { unique_name: 'doc' })
    expect((await answer())[0]).toBe(409)
    request(client, 'POST', `/v3/Documents/${(made as { sid: string }).sid}`, { data: { a: 2 } })
    await answer()
    request(client, 'GET', '/v3/Documents/doc')
    expect(await answer()).toEqual([200, expect.objectContaining({ data: { a: 2 }, revision: '1' })])
    request(client, 'GET', '/v3/Documents/doc%')
    expect((await answer())[0]).toBe(404)
    request(client, 'GET', '/v9/Nothing')
    expect((await answer())[0]).toBe(404)
  })

  it('tells Conversations where everything is, and who one is', async () => {
    const client = await connect(await fake.mint({ identity: 'bob' }))
    await client.packet()
    request(client, 'GET', '/Client/v2/Configuration')
    const { body } = await client.packet()
    expect(body).toMatchObject({ identity: 'bob', sync_objects: { my_user_info: 'bob.user' } })
    request(client, 'GET', '/v3/Maps/bob.user/Items', undefined, { Key: 'friendlyName' })
    expect((await client.packet()).body).toMatchObject({
      items: [{ key: 'friendlyName', data: { value: 'bob' } }],
    })
    request(client, 'GET', '/Client/v1/MyConversations')
    expect((await client.packet()).body).toEqual({ conversations: [], meta: {} })
  })

  it('answers no request of a client without a living token', async () => {
    const client = await connect(await fake.mint({ ttl: -1 }))
    await client.packet()
    request(client, 'GET', '/v3/Documents/doc')
    expect(await client.packet()).toMatchObject({ header: { status: { code: 401 } } })
  })

  it('acknowledges what it does not play, and closes on what is no packet', async () => {
    const client = await connected(60)
    client.sendPacket({ method: 'telemetry.v1', id: 'TM3', events: [] })
    expect(await client.packet()).toMatchObject({ header: { id: 'TM3', status: { code: 200 } } })
    client.sendPacket({ method: 'reply', id: 'TM4' })
    client.send('nonsense')
    expect(await client.closed).toBe(1002)
  })
})
