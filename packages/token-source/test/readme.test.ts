import type { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { transform } from 'esbuild'
import { afterEach, expect, it, vi } from 'vitest'
import * as library from '../src/index.ts'
import { FakeDevice, FakeTwilsock, FakeWorker } from './fake_sdks.ts'
import { mint } from './tokens.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```tsx?\n(.*?)```/gs)].map(([, code]) => code as string)
afterEach(() => void vi.unstubAllGlobals())

class Device extends FakeDevice {
  async register() {}
  destroy() {
    this.state = 'destroyed'
  }
}
class Client extends FakeTwilsock {}
class Worker extends FakeWorker {
  constructor() {
    super(3600)
  }
}
class Voice {
  async register(token: string) {
    return token
  }
  async connect(token: string) {
    return { token }
  }
}
/** Finds the first token it is given over. */
let refusals = 1
const connect = async (token: string) => {
  if (refusals-- > 0) throw Object.assign(new Error('expired'), { code: 20104 })
  return { token }
}
/** A stage on which a React component runs its one effect. */
const cleanUps: (() => void)[] = []
const shown: unknown[] = []
const react = {
  useEffect: (effect: () => () => void) => void cleanUps.push(effect()),
  useState: () => [undefined, (value: unknown) => void shown.push(value)],
}

const given: Record<string, unknown> = {
  ...library,
  ...react,
  ...{ Device, Client, SyncClient: Client, Worker, Voice, connect },
  session: { accessToken: async () => 'a-session' },
}

/** Runs an example as it stands there, but for its imports, and gives what it names. */
async function run(code: string, ...names: string[]): Promise<Record<string, never>> {
  const { code: script } = await transform(code.replace(/^import .*$/gm, '').replace('export ', ''), {
    loader: 'ts',
  })
  const body = `return (async () => {${script}; return { ${names} } })()`
  return new Function(...Object.keys(given), body)(...Object.values(given))
}

function stubEndpoint() {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json({ token: mint() }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}
const about = (text: string) => blocks.find((code) => code.includes(text)) as string

it('the first example supplies a device and ends', async () => {
  stubEndpoint()
  const { device, source } = (await run(about('bindVoice'), 'device', 'source')) as never as {
    device: Device
    source: library.TokenSource
  }
  expect(device.token).toMatch(/^ey/)
  expect((device as EventEmitter).eventNames()).toEqual([])
  expect(source.state).toBe('stopped')
})

it('a fetch function of its own is told why', async () => {
  const fetch = vi.fn(async (_url: string) => new Response(mint()))
  vi.stubGlobal('fetch', fetch)
  const { source } = (await run(about('because='), 'source')) as never as { source: library.TokenSource }
  await source.get()
  expect(fetch.mock.calls[0]?.[0]).toBe('/token?because=first')
})

it('headers of a session go along', async () => {
  const fetch = stubEndpoint()
  const { source } = (await run(about('session.accessToken'), 'source')) as never as {
    source: library.TokenSource
  }
  await source.get()
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({
    headers: { authorization: 'Bearer a-session' },
    body: '{"room":"daily"}',
  })
})

it.each(['new Client(', 'new SyncClient(', 'new Worker('])('the example of %s binds', async (text) => {
  stubEndpoint()
  const { source, unbind } = (await run(about(text), 'source', 'unbind')) as never as {
    source: library.TokenSource
    unbind: () => void
  }
  expect(source.state).toBe('fresh')
  unbind()
  source.stop()
})

it('the example of video joins with the next token when one is over', async () => {
  const fetch = stubEndpoint()
  const { room } = (await run(about('async function join'), 'room')) as never as { room: { token: string } }
  expect(room.token).toMatch(/^ey/)
  expect(fetch).toHaveBeenCalledTimes(2)
})

it('the example of React Native takes a token at each call', async () => {
  stubEndpoint()
  const { call } = (await run(about('voice.register'), 'call')) as never as { call: { token: string } }
  expect(call.token).toMatch(/^ey/)
})

it('the example of React makes a device and cleans up', async () => {
  stubEndpoint()
  const { useDevice } = (await run(about('useEffect'), 'useDevice')) as never as { useDevice: () => unknown }
  useDevice()
  await vi.waitFor(() => expect(shown).toHaveLength(1))
  cleanUps[0]?.()
  expect((shown[0] as Device).state).toBe('destroyed')
})

it('those are all of them, and every picture is there', () => {
  expect(blocks).toHaveLength(9)
  for (const [, path] of readme.matchAll(/!\[.*?\]\((.*?)\)/g)) {
    expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true)
  }
})
