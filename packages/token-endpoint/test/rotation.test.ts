import { AccessToken } from '@x/access-token'
import { createKeyRing, decodeUnverified } from '@x/jwt-core'
import { expect, it } from 'vitest'
import { createIssuer } from '../src/index.ts'
import { toNodeHandler } from '../src/node/index.ts'
import { authorize, CREDENTIALS, makeEndpoint, SECRET } from './fixture.ts'
import { serve } from './serve.ts'

/** How long the load runs, in seconds: `ROTATION_SECONDS=60` for the long form. */
const SECONDS = Number(process.env.ROTATION_SECONDS ?? 3)
const RATE = 200

it(
  `rotates keys under ${RATE} requests a second for ${SECONDS} s without one refused token`,
  async () => {
    const old = CREDENTIALS
    const fresh = { ...CREDENTIALS, apiKeySid: 'SK2', apiKeySecret: 'newer-secret-0123456789' }
    const ring = createKeyRing({ SK1: SECRET, SK2: fresh.apiKeySecret })
    let current = old
    const issuer = createIssuer(async () => current)
    const address = await serve(toNodeHandler(makeEndpoint({ issuer, authorize }).endpoint))
    let rotatedAt = Number.POSITIVE_INFINITY
    const signed = { SK1: 0, SK2: 0 }

    async function ask(): Promise<void> {
      const askedAt = performance.now()
      const response = await fetch(address, { method: 'POST', headers: { authorization: 'Bearer alice' } })
      expect(response.status).toBe(200)
      const { token } = (await response.json()) as { token: string }
      const { signingKeySid } = await AccessToken.verify(token, ring)
      signed[signingKeySid as 'SK1' | 'SK2']++
      if (askedAt > rotatedAt) expect(signingKeySid).toBe('SK2')
    }

    const firstAt = Math.floor(Date.now() / 1000)
    const began = performance.now()
    const asked: Promise<void>[] = []
    // On a busy machine many are asked at once: the old key signs before it goes all the same.
    while (asked.length < SECONDS * RATE || current === old) {
      const due = ((performance.now() - began) / 1000) * RATE
      while (asked.length < due) asked.push(ask())
      if (current === old && signed.SK1 > 0 && asked.length >= (SECONDS * RATE) / 2) {
        current = fresh
        rotatedAt = performance.now()
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await Promise.all(asked)
    expect(signed.SK1 + signed.SK2).toBe(asked.length)
    expect(signed.SK2).toBeGreaterThan(0)

    // From then on, and not before, a verifier may take the old key for retired.
    const { retireAt } = issuer.keys().find(({ apiKeySid }) => apiKeySid === 'SK1') as { retireAt: number }
    const { token } = await issuer.issue({ identity: 'alice', grants: [] })
    expect(retireAt).toBeLessThanOrEqual(decodeUnverified(token).payload.exp as number)
    expect(retireAt).toBeGreaterThanOrEqual(firstAt + 3600)
  },
  SECONDS * 1000 + 600_000,
)
