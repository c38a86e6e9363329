import jsonwebtoken from 'jsonwebtoken'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeTwilio, createTestClock, type FakeTwilio, type TestClock } from '../src/index.ts'

const secret = 'a-secret-of-an-api-key-1234567890'
let fake: FakeTwilio
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  fake = await createFakeTwilio({ secret, clock })
})
afterEach(() => fake.stop())

const ask = (path = '', init: RequestInit = { method: 'POST' }): Promise<Response> =>
  fetch(fake.endpoint.url + path, init)

describe('the endpoint', () => {
  it('hands out tokens that the servers take', async () => {
    fake.endpoint.token = { ttl: 60, identity: 'bob' }
    const response = await ask()
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { token, ...rest } = (await response.json()) as { token: string }
    expect(rest).toEqual({ identity: 'bob', expires_in: 60 })
    expect(jsonwebtoken.verify(token, secret, { clockTimestamp: clock.now() })).toMatchObject({
      grants: { identity: 'bob' },
      exp: clock.now() + 60,
    })
    expect(fake.endpoint.requests).toEqual([{ at: clock.now(), status: 200, issued: true }])
  })

  it('gives the identity that is asked for, by address or body', async () => {
    expect(await (await ask('?identity=eve', { method: 'GET' })).json()).toMatchObject({ identity: 'eve' })
    const body = JSON.stringify({ identity: 'mallory' })
    expect(await (await ask('', { method: 'POST', body })).json()).toMatchObject({ identity: 'mallory' })
  })

  it('answers pages of any origin', async () => {
    const headers = { origin: 'http://app.test' }
    const preflight = await ask('', { method: 'OPTIONS', headers })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'http://app.test',
    ])
    expect(fake.endpoint.requests).toEqual([])
  })

  it('fails with a status, with Retry-After, so many times', async () => {
    fake.endpoint.fail({ kind: 'status', status: 429, retryAfter: 7 }, { times: 2 })
    for (let round = 0; round < 2; round++) {
      const response = await ask()
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
    }
    expect((await ask()).status).toBe(200)
    fake.endpoint.fail({ kind: 'status', status: 500 })
    for (let round = 0; round < 3; round++) expect((await ask()).status).toBe(500)
    fake.endpoint.restore()
    expect((await ask()).status).toBe(200)
  })

  it('fails each third request', async () => {
    fake.endpoint.fail({ kind: 'status', status: 500 }, { every: 3 })
    const seen: number[] = []
    for (let round = 0; round < 6; round++) seen.push((await ask()).status)
    expect(seen).toEqual([200, 200, 500, 200, 200, 500])
  })

  it('answers with a page', async () => {
    fake.endpoint.fail({ kind: 'html' })
    const response = await ask()
    expect(response.headers.get('content-type')).toBe('text/html')
    expect(await response.text()).toContain('<h1>')
    expect(fake.endpoint.requests).toEqual([{ at: clock.now(), status: 200, issued: false }])
  })

  it('is slow by its clock', async () => {
    fake.endpoint.fail({ kind: 'slow', seconds: 30 })
    let answered = false
    const asked = ask().then((response) => {
      answered = true
      return response
    })
    while (clock.waiting === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await clock.advance(29)
    expect(answered).toBe(false)
    await clock.advance(1)
    expect((await asked).status).toBe(200)
  })

  it('never answers, cuts, and is offline', async () => {
    fake.endpoint.fail({ kind: 'never' }, { times: 1 })
    await expect(ask('', { method: 'POST', signal: AbortSignal.timeout(100) })).rejects.toThrow()
    fake.endpoint.fail({ kind: 'cut' }, { times: 1 })
    await expect(ask()).rejects.toThrow()
    fake.endpoint.offline()
    await expect(ask()).rejects.toThrow()
    fake.endpoint.restore()
    expect((await ask()).status).toBe(200)
    expect(fake.endpoint.requests.map(({ status }) => status)).toEqual([0, 0, 200])
  })
})
