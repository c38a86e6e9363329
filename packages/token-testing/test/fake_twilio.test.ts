import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeTwilio, type EndpointFault, type FakeTwilio } from '../src/index.ts'
import { TestClient } from './client.ts'

const secret = 'a-secret-of-an-api-key-1234567890'
const started: FakeTwilio[] = []

async function start(...options: Parameters<typeof createFakeTwilio>): Promise<FakeTwilio> {
  const fake = await createFakeTwilio(...options)
  started.push(fake)
  return fake
}
afterEach(async () => {
  for (const fake of started.splice(0)) await fake.stop()
})

const invalid = (option: string) => expect.objectContaining({ code: 'ERR_OPTION_INVALID', option })

describe('createFakeTwilio', () => {
  it('takes the tokens of the secret it is given', async () => {
    const [one, two] = [await start({ secret }), await start({ secret })]
    const client = await new TestClient(two.voice.url).open()
    client.say('listen', { token: await one.mint() })
    expect(await client.json()).toMatchObject({ type: 'connected' })
  })

  it('listens on loopback alone', async () => {
    const { voice, twilsock, eventBridge, endpoint } = await start()
    for (const url of [voice.url, twilsock.url, eventBridge.url, endpoint.url])
      expect(new URL(url).hostname).toBe('127.0.0.1')
  })

  it('refuses options that it does not know', async () => {
    await expect(start({ secrets: secret } as never)).rejects.toThrow(invalid('secrets'))
    await expect(start(Object.create({ clok: 1 }) as never)).rejects.toThrow(invalid('clok'))
    await expect(start(null as never)).rejects.toThrow(invalid('options'))
    await expect(start({ clock: { now: () => 0 } as never })).rejects.toThrow(invalid('clock'))
    await expect(start({ secret: '' })).rejects.toThrow(expect.objectContaining({ code: 'ERR_KEY_INVALID' }))
  })

  it('refuses wrong arguments by name', async () => {
    const { voice, endpoint, mint } = await start()
    expect(() => voice.refuse(1.5)).toThrow(invalid('code'))
    expect(() => voice.refuse(20101, { time: 1 } as never)).toThrow(invalid('time'))
    expect(() => voice.refuse(20101, { times: 0 })).toThrow(invalid('times'))
    expect(() => voice.close(0)).toThrow(invalid('code'))
    expect(() => {
      voice.ttl = -1
    }).toThrow(invalid('ttl'))
    expect(() => endpoint.fail({ kind: 'sleepy' } as unknown as EndpointFault)).toThrow(invalid('fault.kind'))
    expect(() => endpoint.fail({ kind: 'status', status: 200 })).toThrow(invalid('fault.status'))
    expect(() => endpoint.fail({ kind: 'html' }, { often: 2 } as never)).toThrow(invalid('often'))
    expect(() => {
      endpoint.token = { identity: '' }
    }).toThrow(invalid('identity'))
    await expect(mint({ life: 5 } as never)).rejects.toThrow(invalid('life'))
    await expect(mint({ ttl: 1.5 })).rejects.toThrow(invalid('ttl'))
    await expect(mint({ grants: [] as never })).rejects.toThrow(invalid('grants'))
  })

  it('shows no secret and no token', async () => {
    const fake = await start({ secret })
    const token = await fake.mint()
    const client = await new TestClient(fake.voice.url).open()
    client.say('listen', { token })
    await client.json()
    const { voice, twilsock, eventBridge, endpoint } = fake
    for (const each of [fake, voice, twilsock, eventBridge, endpoint, voice.events, voice.connections])
      for (const text of [inspect(each, { depth: 9, showHidden: true }), JSON.stringify(each) ?? '']) {
        expect(text).not.toContain(secret)
        expect(text).not.toContain(token)
      }
  })

  it('says what it waited for in vain', async () => {
    const { voice } = await start()
    await expect(voice.until('accepted', 2, 0.05)).rejects.toThrow(
      'waited 0.05 s for accepted (2); seen: nothing',
    )
  })

  it('tells those who subscribed, until they leave', async () => {
    const { voice } = await start()
    const seen: string[] = []
    const leave = voice.subscribe(({ type }) => seen.push(type))
    await new TestClient(voice.url).open()
    await voice.until('connected')
    leave()
    await new TestClient(voice.url).open()
    await voice.until('connected', 2)
    expect(seen).toEqual(['connected'])
  })

  it('leaves nothing behind when it stops', async () => {
    const before = process.getActiveResourcesInfo().length
    for (let round = 0; round < 5; round++) {
      const fake = await createFakeTwilio()
      const client = await new TestClient(fake.voice.url).open()
      client.say('listen', { token: await fake.mint() })
      await client.json()
      await fetch(fake.endpoint.url, { method: 'POST' })
      await fake.stop()
      await client.closed
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before + 1)
  })
})
