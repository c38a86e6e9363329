import { randomBytes } from 'node:crypto'
import { Jwt, type KeyOrRing } from '@x/jwt-core'
import { optional, readOptions, refuse } from '@x/jwt-core/token'
import { type Clock, systemClock } from './clock/clock.ts'
import { FakeEndpoint } from './endpoint/fake_endpoint.ts'
import { FakeEventBridge } from './event-bridge/event_bridge_server.ts'
import type { Context } from './server/context.ts'
import { checkMint, type MintOptions, mint } from './token/mint.ts'
import { FakeTwilsock } from './twilsock/twilsock_server.ts'
import { FakeVoice } from './voice/voice_server.ts'

export interface FakeTwilioOptions {
  /**
   * The API key's secret that tokens are signed with, or a key ring. Default: a random one, known only to `mint()`
   * and to the endpoint.
   */
  readonly secret?: KeyOrRing | undefined
  /** What the fakes go by. Default: the machine's own; `createTestClock()` is one to move by hand. */
  readonly clock?: Clock | undefined
}

/** Twilio's side, and an app's token endpoint, on loopback. */
export interface FakeTwilio {
  /** Signalling of `@twilio/voice-sdk`. */
  readonly voice: FakeVoice
  /** The server of `@twilio/conversations` and `twilio-sync`. */
  readonly twilsock: FakeTwilsock
  /** The event bridge of `twilio-taskrouter`. */
  readonly eventBridge: FakeEventBridge
  /** An app's token endpoint, with faults on demand. */
  readonly endpoint: FakeEndpoint
  /** Signs a token that the servers take, unless `options` make it one that they refuse. */
  mint(options?: MintOptions): Promise<string>
  /** Ends every server and leaves no socket and no timer behind. */
  stop(): Promise<void>
}

/**
 * Starts Twilio's side of a token's life on loopback, as far as the client SDKs need it to start, to register, to be
 * told that a token ends, to be refused and to be closed. Tokens are checked as Twilio does.
 *
 * @example
 * ```ts
 * const fake = await createFakeTwilio()
 * const device = new Device(await fake.mint({ ttl: 60 }), fake.voice.sdkOptions)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export async function createFakeTwilio(options: FakeTwilioOptions = {}): Promise<FakeTwilio> {
  const { secret = randomBytes(32).toString('base64url'), clock = systemClock } =
    readOptions<FakeTwilioOptions>('options', options, {
      secret: optional(checkSecret),
      clock: optional(checkClock),
    })
  const context: Context = { secret, clock }
  const servers = {
    voice: new FakeVoice(context),
    twilsock: new FakeTwilsock(context),
    eventBridge: new FakeEventBridge(context),
    endpoint: new FakeEndpoint(context),
  }
  const all = Object.values(servers)
  await Promise.all(all.map((server) => server.listen()))
  return {
    ...servers,
    mint: async (minting = {}) => mint(context.secret, clock.now(), checkMint('options', minting)),
    stop: async () => void (await Promise.all(all.map((server) => server.stop()))),
  }
}

function checkSecret(_option: string, secret: unknown): KeyOrRing {
  // The constructor refuses what is no shared secret for HS256.
  new Jwt(secret as KeyOrRing)
  return secret as KeyOrRing
}

function checkClock(option: string, value: unknown): Clock {
  const clock = value as Clock | null
  if (typeof clock?.now === 'function' && typeof clock.after === 'function') return clock
  return refuse(option, 'a clock with now() and after(), as createTestClock() makes one', value)
}
