import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => vi.resetModules())

it('without a secret says what a token is where the runtime has no crypto', async () => {
  const lacking = () => {
    throw new Error('no crypto here')
  }
  vi.doMock('@x/jwt-core/token', async (load) => ({
    ...(await load<typeof import('@x/jwt-core/token')>()),
    verifyHmac: lacking,
  }))
  const { diagnose } = await import('../src/diagnose.ts')
  const parts = [
    { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' },
    {
      jti: 'SK1-1',
      grants: { identity: 'alice' },
      iat: 1_700_000_000,
      exp: 1_700_003_600,
      iss: 'SK1',
      sub: 'AC1',
    },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const { kind, findings } = await diagnose([...parts, 'A'.repeat(43)].join('.'))
  expect(kind).toBe('access-token')
  expect(findings.map(({ code }) => code)).toContain('TOKEN_EXPIRED')
})
