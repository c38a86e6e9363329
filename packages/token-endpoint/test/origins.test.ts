import { describe, expect, it, vi } from 'vitest'
import { deny } from '../src/index.ts'
import { makeEndpoint, outcomeOf, request } from './fixture.ts'

const PAGE = 'https://page.example'
const cors = { origins: [PAGE], credentials: true }

describe('pages of other origins', () => {
  it('may read the answer where they are listed', async () => {
    const response = await makeEndpoint({ cors }).endpoint(request({ headers: { origin: PAGE } }))
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(PAGE)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After')
  })

  it('may read a refusal too, to know why', async () => {
    const { endpoint } = makeEndpoint({ cors: { origins: [PAGE] } })
    const response = await endpoint(request({ method: 'PUT', headers: { origin: PAGE } }))
    expect(response.status).toBe(405)
    expect(response.headers.get('access-control-allow-origin')).toBe(PAGE)
    expect(response.headers.get('access-control-allow-credentials')).toBe(null)
  })

  it.each(['https://evil.example', 'https://page.example.evil.example', 'http://page.example', 'null', ''])(
    'may not where they are not: %s',
    async (origin) => {
      const response = await makeEndpoint({ cors }).endpoint(request({ headers: { origin } }))
      expect(response.headers.get('access-control-allow-origin')).toBe(null)
      expect(response.headers.get('access-control-allow-credentials')).toBe(null)
      expect(response.headers.get('vary')).toBe('Origin')
    },
  )

  it('are known to a function, whose failure lists nobody', async () => {
    const origins = (origin: string) => {
      if (origin === 'https://broken.example') throw new Error('database')
      return origin.endsWith('.page.example')
    }
    const { endpoint, events } = makeEndpoint({ cors: { origins } })
    const allowed = await endpoint(request({ headers: { origin: 'https://a.page.example' } }))
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://a.page.example')
    const broken = await endpoint(request({ headers: { origin: 'https://broken.example' } }))
    expect(broken.status).toBe(500)
    expect(broken.headers.get('access-control-allow-origin')).toBe(null)
    expect(events.map(({ type }) => type)).toEqual(['issued', 'failed'])
  })

  it('are told in a preflight what they may send', async () => {
    const { endpoint, events } = makeEndpoint({ cors })
    const headers = {
      origin: PAGE,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-csrf',
    }
    const response = await endpoint(request({ method: 'OPTIONS', headers }))
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type,x-csrf',
      vary: 'Origin',
    })
    expect(events).toEqual([])
    const evil = await endpoint(
      request({ method: 'OPTIONS', headers: { ...headers, origin: 'https://evil.example' } }),
    )
    expect(await outcomeOf(evil)).toEqual([403, 'ERR_ORIGIN_NOT_ALLOWED'])
    expect(evil.headers.get('access-control-allow-origin')).toBe(null)
  })
})

describe('where cookies are the session', () => {
  it.each<[string, Record<string, string>, number]>([
    ['nobody says who asks', {}, 403],
    ['a page of this origin', { origin: 'https://app.example' }, 200],
    ['a page of this origin, as the browser says', { 'sec-fetch-site': 'same-origin' }, 200],
    [
      'a page of this origin behind a proxy that changes Host',
      { origin: 'https://front.example', 'sec-fetch-site': 'same-origin' },
      200,
    ],
    ['an address that was typed', { 'sec-fetch-site': 'none' }, 200],
    ['a listed page', { origin: PAGE, 'sec-fetch-site': 'cross-site' }, 200],
    ['another page', { origin: 'https://evil.example' }, 403],
    ['another page, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
    ['both say so', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour', { origin: 'https://evil.app.example', 'sec-fetch-site': 'same-site' }, 403],
    ['another port', { origin: 'https://app.example:8443' }, 403],
    ['the same host without TLS', { origin: 'http://app.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['what is no origin', { origin: 'app.example' }, 403],
  ])('%s', async (_, headers, status) => {
    const { endpoint } = makeEndpoint({ cors })
    const response = await endpoint(request({ headers: { cookie: 'session=1', ...headers } }))
    expect(response.status).toBe(status)
    if (status === 403) expect(await outcomeOf(response)).toEqual([403, 'ERR_ORIGIN_NOT_ALLOWED'])
  })

  it('is asked before the app is', async () => {
    const authorize = vi.fn(() => deny(401))
    const { endpoint } = makeEndpoint({ authorize })
    await endpoint(request({ headers: { cookie: 'a=1', origin: 'https://evil.example' } }))
    expect(authorize).not.toHaveBeenCalled()
  })
})
