import { createKeyRing } from '@x/jwt-core'
import jsonwebtoken from 'jsonwebtoken'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { checkToken } from '../src/token/check_token.ts'
import { mint } from '../src/token/mint.ts'
import type { Product } from '../src/token/product.ts'

const secret = 'a-secret-of-an-api-key-1234567890'
const now = 1_750_000_000
const header = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' } as const
const claims = {
  jti: 'SK1-1',
  iss: 'SK1',
  sub: 'AC1',
  exp: now + 60,
  grants: { identity: 'alice', voice: { incoming: { allow: true } } },
}

/** Signed by another library than ours. */
function sign(changes: object = {}, head: object = {}, key = secret): string {
  // Through JSON, so that a member set to undefined is left out.
  const payload: object = JSON.parse(JSON.stringify({ ...claims, ...changes }))
  return jsonwebtoken.sign(payload, key, { header: { ...header, ...head }, noTimestamp: true })
}

async function codeOf(token: unknown, products: readonly Product[] = ['voice']): Promise<number | 'ok'> {
  const verdict = await checkToken(token, secret, now, products)
  return verdict.ok ? 'ok' : verdict.code
}

describe('checkToken', () => {
  it('takes a good token and tells what it says', async () => {
    expect(await checkToken(sign(), secret, now, ['voice'])).toEqual({
      ok: true,
      token: {
        identity: 'alice',
        accountSid: 'AC1',
        jti: 'SK1-1',
        expiresAt: now + 60,
        grants: claims.grants,
      },
    })
  })

  it("takes a token of twilio's own library", async () => {
    const { AccessToken } = twilio.jwt
    const token = new AccessToken('AC1', 'SK1', secret, { identity: 'bob', ttl: 60 })
    token.addGrant(new AccessToken.ChatGrant({ serviceSid: 'IS1' }))
    const verdict = await checkToken(token.toJwt(), secret, Date.now() / 1000, ['chat'])
    expect(verdict).toMatchObject({ ok: true, token: { identity: 'bob' } })
  })

  const cases: readonly [string, number | 'ok', () => unknown][] = [
    ['no text', 20101, () => ({ token: sign() })],
    ['an empty text', 20101, () => ''],
    ['no JWT', 20101, () => 'not.a.token'],
    ['two parts', 20101, () => sign().split('.').slice(0, 2).join('.')],
    ['a capability token', 20102, () => sign({}, { cty: undefined })],
    ['another content type', 20102, () => sign({}, { cty: 'twilio-pkrv;v=1' })],
    ['another typ', 20102, () => sign({}, { typ: 'at+jwt' })],
    ['HS512', 20102, () => sign({}, { alg: 'HS512' })],
    ['an issuer that is no API key', 20103, () => sign({ iss: 'AC1' })],
    ['no issuer', 20103, () => sign({ iss: undefined })],
    ['a subject that is no account', 20103, () => sign({ sub: 'SK1' })],
    ['the end at this second', 20104, () => sign({ exp: now })],
    ['no end', 20104, () => sign({ exp: undefined })],
    ['a life of more than a day', 20104, () => sign({ exp: now + 86_401 })],
    ['a life of a day', 'ok', () => sign({ exp: now + 86_400 })],
    ['not yet valid', 20105, () => sign({ nbf: now + 1 })],
    ['valid from now', 'ok', () => sign({ nbf: now })],
    ['no grants', 20106, () => sign({ grants: undefined })],
    ['grants that are a list', 20106, () => sign({ grants: [] })],
    ['no identity', 20106, () => sign({ grants: { voice: {} } })],
    ['an empty identity', 20106, () => sign({ grants: { identity: '', voice: {} } })],
    ['no grant of the product', 20106, () => sign({ grants: { identity: 'alice', video: {} } })],
    ['null for a grant', 20106, () => sign({ grants: { identity: 'alice', voice: null } })],
    ['another secret', 20107, () => sign({}, {}, `${secret}x`)],
  ]
  it.each(cases)('%s: %s', async (_name, code, token) => {
    expect(await codeOf(token())).toBe(code)
  })

  it('asks each product for what it needs', async () => {
    const grants = { identity: 'alice', chat: {}, data_sync: { service_sid: 'IS1' } }
    expect(await codeOf(sign({ grants }), ['data_sync'])).toBe('ok')
    expect(await codeOf(sign({ grants }), ['chat'])).toBe(20106)
    expect(await codeOf(sign({ grants }), ['data_sync', 'task_router'])).toBe(20106)
    const old = { identity: 'alice', ip_messaging: { service_sid: 'IS1' } }
    expect(await codeOf(sign({ grants: old }), ['chat'])).toBe('ok')
  })

  it('knows keys by a ring', async () => {
    const ring = createKeyRing({ SK1: secret }, { retired: ['SK0'] })
    expect(await checkToken(sign(), ring, now, [])).toMatchObject({ ok: true })
    expect(await checkToken(sign({ iss: 'SK2' }), ring, now, [])).toMatchObject({ code: 20103 })
    expect(await checkToken(sign({ iss: 'SK0' }), ring, now, [])).toMatchObject({ code: 20103 })
  })
})

describe('mint', () => {
  it('makes tokens that another library verifies, no two the same', async () => {
    const one = await mint(secret, now, { ttl: 5 })
    const two = await mint(secret, now, { ttl: 5 })
    expect(one).not.toBe(two)
    const read = jsonwebtoken.verify(one, secret, { complete: true, clockTimestamp: now })
    expect(read.header).toMatchObject(header)
    expect(read.payload).toMatchObject({ iat: now, exp: now + 5, grants: { identity: 'alice' } })
  })

  it('opens every product that the fakes play', async () => {
    const token = await mint(secret, now, {})
    expect(await codeOf(token, ['voice', 'chat', 'data_sync', 'task_router'])).toBe('ok')
  })
})
