import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import { createKeyResolver, createKeyRing, decodeUnverified } from '@x/jwt-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIssuer } from '../src/index.ts'
import { CREDENTIALS, SECRET } from './fixture.ts'

const NOW = 1_700_000_000
const permit = { identity: 'alice', grants: [new VideoGrant({ room: 'daily' })] }

beforeEach(() => void vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

describe('createIssuer', () => {
  it('gives the token that AccessToken gives, with its end and id', async () => {
    const { accountSid, apiKeySid, apiKeySecret } = CREDENTIALS
    const options = { identity: 'alice', grants: permit.grants, region: 'ie1', ttl: 600 }
    const issued = await createIssuer({ ...CREDENTIALS, region: 'ie1' }).issue({ ...permit, ttl: 600 })
    expect(issued).toEqual({
      token: await new AccessToken(accountSid, apiKeySid, apiKeySecret, options).toJwt(),
      identity: 'alice',
      expiresAt: NOW + 600,
      jti: `SK1-${NOW}`,
    })
    expect(decodeUnverified(issued.token).header).toMatchObject({ twr: 'ie1' })
  })

  it('signs for each tenant with its own key', async () => {
    const secrets: Record<string, string> = { a: 'secret-of-a-0123456789', b: 'secret-of-b-0123456789' }
    const issuer = createIssuer(async (tenant) => ({
      accountSid: `AC${tenant}`,
      apiKeySid: `SK${tenant}`,
      apiKeySecret: secrets[tenant as string] as string,
    }))
    for (const tenant of ['a', 'b']) {
      const { token } = await issuer.issue({ ...permit, tenant })
      const verified = await AccessToken.verify(token, secrets[tenant] as string)
      expect([verified.accountSid, verified.signingKeySid]).toEqual([`AC${tenant}`, `SK${tenant}`])
    }
  })

  it('is told the tenant, or that there is none', async () => {
    const find = vi.fn(() => CREDENTIALS)
    const issuer = createIssuer(find)
    await issuer.issue(permit)
    await issuer.issue({ ...permit, tenant: 'acme' })
    expect(find.mock.calls).toEqual([[undefined], ['acme']])
  })

  it.each([
    ['a ring', createKeyRing({ SK1: SECRET, SK0: 'older-secret-0123456789' })],
    ['a resolver', createKeyResolver(async () => SECRET)],
  ])('takes its secret from %s', async (_, apiKeySecret) => {
    const { token } = await createIssuer({ ...CREDENTIALS, apiKeySecret }).issue(permit)
    expect((await AccessToken.verify(token, SECRET)).identity).toBe('alice')
  })

  it('makes ids as it is told', async () => {
    const issuer = createIssuer(CREDENTIALS, { jti: () => 'mine' })
    const { jti, token } = await issuer.issue(permit)
    expect([jti, decodeUnverified(token).payload.jti]).toEqual(['mine', 'mine'])
  })

  it.each([
    ['ttl', { ttl: 1.5 }],
    ['ttl', { ttl: 86401 }],
    ['identity', { identity: '' }],
    ['tenant', { tenant: 1 }],
    ['grants', { grants: [{}] }],
  ])('refuses a permit with a wrong %s', async (option, wrong) => {
    await expect(createIssuer(CREDENTIALS).issue({ ...permit, ...wrong } as never)).rejects.toMatchObject({
      code: 'ERR_OPTION_INVALID',
      option,
    })
  })

  it('shows no secret', async () => {
    const issuer = createIssuer(CREDENTIALS)
    const { inspect } = await import('node:util')
    expect(inspect(issuer, { depth: 9, showHidden: true }) + JSON.stringify(issuer)).not.toContain(SECRET)
  })
})

describe('rotation', () => {
  it('tells when the last token of each key ends', async () => {
    let current = CREDENTIALS
    const issuer = createIssuer(() => current)
    expect(issuer.keys()).toEqual([])
    await issuer.issue({ ...permit, ttl: 3600 })
    vi.setSystemTime((NOW + 10) * 1000)
    await issuer.issue({ ...permit, ttl: 60 })
    current = { ...CREDENTIALS, apiKeySid: 'SK2', apiKeySecret: 'newer-secret-0123456789' }
    vi.setSystemTime((NOW + 20) * 1000)
    await issuer.issue({ ...permit, ttl: 600 })
    expect(issuer.keys()).toEqual([
      { accountSid: 'AC1', apiKeySid: 'SK1', lastIssuedAt: NOW + 10, retireAt: NOW + 3600 },
      { accountSid: 'AC1', apiKeySid: 'SK2', lastIssuedAt: NOW + 20, retireAt: NOW + 620 },
    ])
    vi.setSystemTime((NOW + 3600) * 1000)
    expect(issuer.keys()).toEqual([])
  })

  it('remembers no key without a living token', async () => {
    let number = 0
    const issuer = createIssuer(() => ({ ...CREDENTIALS, apiKeySid: `SK${number++}` }))
    for (let key = 0; key < 3000; key++) {
      vi.setSystemTime((NOW + key) * 1000)
      await issuer.issue({ ...permit, ttl: 10 })
    }
    expect(issuer.keys()).toHaveLength(10)
  })
})
