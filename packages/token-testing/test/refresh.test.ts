import { createFakeTwilio } from '@x/token-testing'
import { expect, test } from 'vitest'
import { startApp } from './app.ts'

test('the app renews its token before it ends', async () => {
  const fake = await createFakeTwilio()
  fake.endpoint.token = { ttl: 3 } // seconds
  const app = startApp({ tokenUrl: fake.endpoint.url, signalling: fake.voice.url })
  await fake.voice.until('accepted', 3)
  expect(fake.voice.events.map(({ type }) => type)).not.toContain('expired')
  app.stop()
  await fake.stop()
})
