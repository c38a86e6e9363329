import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { AccessToken } from '@x/access-token'
import { beforeEach, expect, it } from 'vitest'
import { CREDENTIALS, SECRET } from './fixture.ts'
import { type Listener, serve } from './serve.ts'

const path = fileURLToPath(new URL('../../../examples/express-sessions/app.js', import.meta.url))
const { createApp } = (await import(path)) as { createApp(options: object): Listener }

let origin = ''
beforeEach(async () => {
  origin = await serve(
    createApp({ credentials: CREDENTIALS, secret: randomBytes(16).toString('hex'), ttl: 600 }),
  )
})

const json = { 'content-type': 'application/json' }

/** Signs in as the page does, and gives the cookie. */
async function signIn(name: string, password: string): Promise<string | undefined> {
  const init = { method: 'POST', headers: json, body: JSON.stringify({ name, password }) }
  return (await fetch(`${origin}/sign-in`, init)).headers.getSetCookie()[0]?.split(';')[0]
}

it('gives a signed-in user a token of their own, whatever the request says', async () => {
  const cookie = (await signIn('alice', 'wonderland')) as string
  const init = { method: 'POST', headers: { ...json, cookie, origin }, body: '{"identity":"bob"}' }
  const response = await fetch(`${origin}/token?identity=bob`, init)
  const { token } = (await response.json()) as { token: string }
  const verified = await AccessToken.verify(token, SECRET)
  expect([verified.identity, verified.grants]).toEqual(['alice', { video: { room: 'tea-party' } }])
  expect(
    (
      await fetch(`${origin}/token`, {
        ...init,
        headers: { ...init.headers, origin: 'https://evil.example' },
      })
    ).status,
  ).toBe(403)
})

it('gives nobody else one', async () => {
  expect(await signIn('alice', 'wrong')).toBe(undefined)
  expect(await signIn('__proto__', 'x')).toBe(undefined)
  expect((await fetch(`${origin}/token`, { method: 'POST' })).status).toBe(401)
  const cookie = (await signIn('bob', 'builder')) as string
  await fetch(`${origin}/sign-out`, { method: 'POST', headers: { cookie } })
  expect((await fetch(`${origin}/token`, { method: 'POST', headers: { cookie, origin } })).status).toBe(401)
})

it('serves its page', async () => {
  expect(await (await fetch(origin)).text()).toContain('page.js')
  expect((await fetch(`${origin}/page.js`)).status).toBe(200)
})
