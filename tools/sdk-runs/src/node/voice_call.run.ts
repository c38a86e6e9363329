import './globals.ts'
import { createRequire } from 'node:module'
import { createTokenSource, fetchFrom, type TokenSource } from '@x/token-source'
import { createFakeTwilio, type FakeTwilio } from '@x/token-testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { StartedSdk } from '../sdks/sdk.ts'
import { type VoiceModule, voice } from '../sdks/voice.ts'

const require = createRequire(import.meta.url)
const sdk = voice('@twilio/voice-sdk 2.18.5', require('@twilio/voice-sdk') as VoiceModule)

// Lives that are longer than the five seconds before whose end nothing is put off any more.
const TTL = 24
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

let fake: FakeTwilio
let source: TokenSource
let device: StartedSdk
const accepted = () => fake.voice.events.filter(({ type }) => type === 'accepted')
/** Waits until the source has another token. */
const next = () =>
  new Promise<void>((resolve) => {
    const end = source.subscribe(() => {
      end()
      resolve()
    })
  })

beforeEach(async () => {
  fake = await createFakeTwilio()
  fake.endpoint.token = { ttl: TTL }
  source = createTokenSource(fetchFrom(fake.endpoint.url))
  device = sdk.start(fake, await source.get())
  device.bind(source)
  await fake.voice.until('accepted', 1, 60)
})
afterEach(async () => {
  source.stop()
  await device.stop()
  await fake.stop()
})

it('an update waits for the end of the call', async () => {
  device.setBusy?.(true)
  await next()
  await pause(3)
  expect(accepted()).toHaveLength(1)
  device.setBusy?.(false)
  await fake.voice.until('accepted', 2, 60)
})

it('an update waits in a long call, but not until the end of the token', async () => {
  const [first] = accepted()
  device.setBusy?.(true)
  await next()
  const heardAt = Date.now() / 1000
  await fake.voice.until('accepted', 2, 60)
  const at = accepted()[1]?.at ?? 0
  // Half a life is 12 s, the last chance 5 s before the end: so it waited for most of the 7 s between.
  expect(at - heardAt).toBeGreaterThan(3)
  expect(at - (first?.at ?? 0)).toBeLessThan(TTL)
})
