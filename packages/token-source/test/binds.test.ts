import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  bindConversations,
  bindSync,
  bindTaskRouter,
  bindVoice,
  createTokenSource,
  type TokenSource,
} from '../src/index.ts'
import { FakeDevice, FakeTwilsock, FakeWorker } from './fake_sdks.ts'
import { mint } from './tokens.ts'

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)
const twilioError = (code: number) => Object.assign(new Error('AccessToken'), { code })
const events = (emitter: EventEmitter) =>
  emitter.eventNames().reduce((count, name) => count + emitter.listenerCount(name), 0)

let fetches: number
let source: TokenSource
function makeSource(life = 3600): TokenSource {
  fetches = 0
  source = createTokenSource(
    async () => {
      fetches++
      return mint(life)
    },
    { jitter: 0 },
  )
  return source
}

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => {
  source.stop()
  vi.useRealTimers()
})

describe('bindVoice', () => {
  it('gives each new token once, before the end, and gives its listeners back', async () => {
    const device = new FakeDevice(await makeSource().get())
    const unbind = bindVoice(device, source)
    await seconds(3539)
    expect(device.updates).toEqual([])
    await seconds(3600)
    expect(new Set(device.updates).size).toBe(2)
    expect(device.updates).toHaveLength(2)
    unbind()
    unbind()
    expect(events(device)).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lives with an SDK that asks again at each update', async () => {
    const device = new FakeDevice(await makeSource(8).get())
    const update = device.updateToken.bind(device)
    device.updateToken = (token) => {
      update(token)
      setTimeout(() => device.emit('tokenWillExpire', device), 0)
    }
    bindVoice(device, source)
    device.emit('tokenWillExpire', device)
    await seconds(80)
    expect(fetches).toBeLessThanOrEqual(21)
    expect(device.updates.length).toBeLessThanOrEqual(20)
  })

  it('replaces a token that the device was made with and is not the newest', async () => {
    const device = new FakeDevice('an.old.one')
    bindVoice(device, makeSource())
    await seconds(0)
    expect(device.updates).toEqual([await source.get()])
  })

  it.each([20104, 31205])('ends a register that hangs on a dead token (%i)', async (code) => {
    const device = new FakeDevice(await makeSource().get())
    device.state = 'registering'
    bindVoice(device, source)
    await seconds(1)
    device.emit('error', twilioError(code))
    await seconds(0)
    expect(device.updates).toHaveLength(1)
    device.emit('error', twilioError(53000))
    await seconds(1)
    expect(fetches).toBe(2)
  })

  it('asks for another token once when it is wrong, and never in a loop', async () => {
    const device = new FakeDevice(await makeSource().get())
    const update = device.updateToken.bind(device)
    device.updateToken = (token) => {
      update(token)
      setTimeout(() => device.emit('error', twilioError(20101)), 10)
    }
    bindVoice(device, source)
    device.emit('error', twilioError(20101))
    await seconds(600)
    expect(fetches).toBe(2)
    expect(source.state).toBe('refused')
  })

  it('waits for the end of a call while the token lives', async () => {
    const device = new FakeDevice(await makeSource().get())
    bindVoice(device, source)
    await seconds(3530)
    device.isBusy = true
    await seconds(30)
    expect(device.updates).toEqual([])
    device.isBusy = false
    await seconds(1)
    expect(device.updates).toHaveLength(1)
  })

  it('waits for any call it holds, but not beyond the end of the token', async () => {
    const device = new FakeDevice(await makeSource().get())
    bindVoice(device, source)
    device.calls = [new EventEmitter()]
    await seconds(3590)
    expect(device.updates).toEqual([])
    await seconds(6)
    expect(device.updates).toHaveLength(1)
  })

  it('does not wait in a call when the server says the token is over, or when told not to', async () => {
    const device = new FakeDevice(await makeSource().get())
    bindVoice(device, source)
    device.isBusy = true
    await seconds(10)
    device.emit('error', twilioError(20104), {})
    await seconds(0)
    expect(device.updates).toHaveLength(1)
    const other = new FakeDevice(await source.get())
    bindVoice(other, source, { deferDuringCall: false })
    other.isBusy = true
    await seconds(3550)
    expect(other.updates).toHaveLength(1)
  })

  it('leaves a device that is destroyed', async () => {
    const device = new FakeDevice(await makeSource().get())
    bindVoice(device, source)
    device.state = 'destroyed'
    device.emit('destroyed')
    expect(events(device)).toBe(0)
    await seconds(8000)
    expect(fetches).toBe(1)
  })

  it('refuses an option that it does not know', () => {
    const bind = () => bindVoice(new FakeDevice(''), makeSource(), { defer: true } as never)
    expect(bind).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
    expect(bind).toThrow(/deferDuringCall/)
  })
})

describe.each([
  ['bindConversations', bindConversations],
  ['bindSync', bindSync],
])('%s', (_, bind) => {
  it('gives each new token once and one after another, and gives its listeners back', async () => {
    const client = new FakeTwilsock(await makeSource(100).get())
    const unbind = bind(client, source)
    await seconds(1001)
    expect(client.given).toEqual(client.sent)
    expect(new Set(client.given).size).toBe(client.given.length)
    expect(client.given.length).toBeGreaterThan(15)
    expect(client.atOnce).toBe(1)
    unbind()
    unbind()
    expect(events(client)).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes the event for a hint', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    bind(client, source)
    await seconds(10)
    for (let count = 0; count < 5; count++) client.emit('tokenAboutToExpire')
    await seconds(10)
    expect(client.given).toEqual([])
    expect(fetches).toBe(1)
  })

  it.each(['connecting', 'disconnecting', 'unknown', 'retrying'])(
    'waits while the client is %s',
    async (state) => {
      const client = new FakeTwilsock(await makeSource().get())
      client.connectionState = state
      bind(client, source)
      await seconds(3545)
      expect(client.given).toEqual([])
      client.enter('connected')
      await seconds(1)
      expect(client.sent).toEqual([await source.get()])
    },
  )

  it('brings a client back that was closed because its token was over', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    bind(client, source)
    await seconds(10)
    client.enter('disconnecting')
    client.emit('tokenExpired')
    await seconds(3)
    expect(client.given).toEqual([])
    client.enter('disconnected')
    await seconds(2)
    expect(client.connectionState).toBe('connected')
    expect(client.sent).toHaveLength(1)
  })

  it('brings a client back that was made with another token that is over', async () => {
    await makeSource().get()
    const client = new FakeTwilsock('an.old.one')
    client.connectionState = 'denied'
    bind(client, source)
    await seconds(2)
    expect(client.connectionState).toBe('connected')
    expect(new Set(client.given).size).toBe(client.given.length)
  })

  it('goes by the state when an update that was sent rejects', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    client.answer = () => 'reject'
    bind(client, source)
    await seconds(3600)
    expect(client.sent).toHaveLength(1)
    expect(fetches).toBe(2)
  })

  it('gives an update up after a while, and the next token follows', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    client.answer = () => 'silent'
    bind(client, source)
    await seconds(3545)
    expect(client.sent).toHaveLength(1)
    client.answer = () => 'ok'
    await seconds(3600)
    expect(client.sent).toHaveLength(2)
  })

  it('asks for another token when one is over, and once when it is wrong', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    bind(client, source)
    await seconds(10)
    client.deny(20104)
    await seconds(2)
    expect(client.connectionState).toBe('connected')
    client.answer = () => 20101
    client.deny(20101)
    await seconds(600)
    expect(source.state).toBe('refused')
    expect(fetches).toBe(3)
    expect(new Set(client.given).size).toBe(client.given.length)
  })

  it('does not storm when the server refuses every token', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    client.answer = () => 20104
    bind(client, source)
    client.deny(20104)
    await seconds(600)
    expect(fetches).toBeLessThan(20)
  })

  it('does nothing after it is unbound, not even in the middle of an update', async () => {
    const client = new FakeTwilsock(await makeSource().get())
    const unbind = bind(client, source)
    await seconds(3540)
    client.enter('denied')
    unbind()
    const given = client.given.length
    await seconds(7200)
    expect(client.given).toHaveLength(given)
  })
})

describe('bindTaskRouter', () => {
  it('gives each new token, and gives its listeners back', async () => {
    const worker = new FakeWorker(3600)
    await makeSource().get()
    const unbind = bindTaskRouter(worker, source)
    await seconds(7100)
    expect(worker.updates).toHaveLength(2)
    unbind()
    expect(events(worker)).toBe(0)
  })

  it('keeps a worker connecting that goes by the short life of its first token, without a fetch', async () => {
    const worker = new FakeWorker(30)
    await makeSource().get()
    bindTaskRouter(worker, source)
    await seconds(600)
    expect(worker.reconnects).toBe(true)
    expect(fetches).toBe(1)
  })

  it('makes no storm with a life under 5 seconds', async () => {
    const worker = new FakeWorker(4)
    await makeSource().get()
    bindTaskRouter(worker, source)
    await seconds(60)
    expect(worker.updates.length).toBeLessThan(14)
  })

  it('asks for another token when its error says so', async () => {
    const worker = new FakeWorker(3600)
    await makeSource().get()
    bindTaskRouter(worker, source)
    await seconds(1)
    worker.emit('error', twilioError(20104))
    worker.emit('error', new Error('Gateway connection failed'))
    await seconds(1)
    expect(worker.updates).toHaveLength(1)
  })
})

describe('bindTaskRouter while the SDK reconnects', () => {
  it.each([0.01, 0.5, 0.94])(
    'holds a token that comes %f s after the loss until it is ready',
    async (late) => {
      const worker = new FakeWorker(3600)
      await makeSource().get()
      bindTaskRouter(worker, source)
      worker.lose()
      await seconds(late)
      const token = await source.get({ force: true })
      expect(worker.updates).toEqual([])
      await seconds(2)
      expect(worker.updates).toEqual([token])
      expect(worker.connections).toBe(1)
    },
  )

  it('gives the newest of several alone', async () => {
    const worker = new FakeWorker(3600)
    await makeSource().get()
    bindTaskRouter(worker, source)
    worker.lose()
    await source.get({ force: true })
    const token = await source.get({ force: true })
    await seconds(2)
    expect(worker.updates).toEqual([token])
  })

  it('brings a worker back whose server takes no other token, on one connection', async () => {
    const worker = new FakeWorker(3600)
    await makeSource().get()
    bindTaskRouter(worker, source)
    worker.accepts = (token) => token !== undefined
    worker.lose()
    await seconds(5)
    expect(worker.connections).toBe(0)
    await source.get({ force: true })
    await seconds(4)
    expect(worker.updates).toHaveLength(1)
    expect(worker.connections).toBe(1)
  })

  it('brings a worker back whose token was over by its own clock', async () => {
    const worker = new FakeWorker(30)
    await makeSource().get()
    bindTaskRouter(worker, source)
    await seconds(24.9)
    worker.lose()
    await seconds(6)
    expect(worker.connections).toBe(1)
  })

  it('gives a token after all when a worker says nothing', async () => {
    const worker = new FakeWorker(3600)
    await makeSource().get()
    bindTaskRouter(worker, source)
    worker.emit('disconnected', {})
    await source.get({ force: true })
    await seconds(9)
    expect(worker.updates).toHaveLength(0)
    await seconds(2)
    expect(worker.updates).toHaveLength(1)
  })

  it('gives nothing after it is unbound', async () => {
    const worker = new FakeWorker(30)
    await makeSource().get()
    const unbind = bindTaskRouter(worker, source)
    worker.lose()
    await source.get({ force: true })
    unbind()
    await seconds(60)
    expect(worker.updates).toEqual([])
  })
})

describe.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('of the SDK')
    },
  ],
  ['rejects', () => Promise.reject(new Error('of the SDK'))],
  ['never ends', () => new Promise(() => {})],
])('an update that %s', (_, updateToken) => {
  it.each([
    ['bindVoice', bindVoice, ['tokenWillExpire', 'error']],
    ['bindTaskRouter', bindTaskRouter, ['tokenExpired', 'disconnected', 'ready', 'error']],
    [
      'bindConversations',
      bindConversations,
      ['tokenAboutToExpire', 'tokenExpired', 'connectionStateChanged'],
    ],
  ] as const)('of %s ends neither the program nor the schedule', async (_, bind, hints) => {
    const sdk = Object.assign(new FakeDevice('an.old.one'), {
      reconnects: true,
      connectionState: 'connected',
    })
    const update = vi.fn(updateToken)
    makeSource(60)
    const unbind = bind(Object.assign(sdk, { updateToken: update }) as never, source)
    // In a call and out of it, so that a timer gives the token as well as an event.
    for (let at = 0; at < 300; at++) {
      sdk.isBusy = at % 40 < 30
      const hint = hints[at % 50]
      if (hint !== undefined) sdk.emit(hint, twilioError(20104))
      // A rejection that nobody takes, or what a timer throws, ends the test run.
      await seconds(1)
    }
    expect(update.mock.calls.length).toBeGreaterThan(3)
    expect(source.expiresAt).toBeGreaterThan(Date.now() / 1000)
    unbind()
    expect(events(sdk)).toBe(0)
  })
})

it.each([
  ['bindVoice', bindVoice, 'tokenWillExpire'],
  ['bindTaskRouter', bindTaskRouter, 'tokenExpired'],
] as const)('%s gives no token that arrives after it is unbound', async (_, bind, hint) => {
  const sdk = Object.assign(new FakeDevice('an.old.one'), { reconnects: true })
  makeSource()
  const unbind = bind(sdk, source)
  sdk.emit(hint)
  unbind()
  source.get().catch(() => {})
  await seconds(20)
  expect(sdk.updates).toEqual([])
})

describe('without a bind', () => {
  it('video: each connect gets a token that lives', async () => {
    const connect = vi.fn((_token: string, _options: object) => {})
    makeSource()
    connect(await source.get(), { name: 'daily' })
    await seconds(3590)
    connect(await source.get(), { name: 'daily' })
    expect(connect.mock.calls[0]?.[0]).not.toBe(connect.mock.calls[1]?.[0])
  })

  it('video: a connect that is refused gets one more try with the next token', async () => {
    makeSource()
    const dead = await source.get()
    const connect = vi.fn(async (token: string) => {
      if (token === dead) throw twilioError(20104)
      return 'a room'
    })
    const room = await connect(dead).catch(async (error) => connect(await source.reject(dead, error)))
    expect(room).toBe('a room')
  })

  it('React Native: register and connect take the token of the moment', async () => {
    makeSource()
    const voice = { register: vi.fn(), connect: vi.fn() }
    voice.register(await source.get())
    await seconds(4000)
    voice.connect(await source.get(), { params: {} })
    expect(voice.register.mock.calls[0]?.[0]).not.toBe(voice.connect.mock.calls[0]?.[0])
    expect(vi.getTimerCount()).toBe(0)
  })
})
