import { AUTH_TOKEN } from '@x/jwt-core/token'
import { API_KEY_SECRET } from '../../read/secrets.ts'
import type { SignatureRule } from './signature_rule.ts'

/** 32 letters and digits, with letters of both cases: what no auth token has. */
function isApiKeySecret(key: unknown): boolean {
  return typeof key === 'string' && API_KEY_SECRET.test(key) && /[a-z]/.test(key) && /[A-Z]/.test(key)
}

export const SIGNED_WITH_API_KEY_SECRET: SignatureRule = {
  code: 'SIGNED_WITH_API_KEY_SECRET',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'A capability token was signed with an API key’s secret in place of the account’s auth token.',
  example: '`new ClientCapabilityToken(accountSid, apiKeySecret)`',
  mend: 'Sign with the account’s auth token, or mint an access token.',
  check({ good, token, secrets }) {
    if (!token.kind.endsWith('-capability') || !isApiKeySecret(good?.key)) return undefined
    const message = `the token was signed with ${good?.name}, which looks like an API key's secret`
    // The shape alone is a guess, and minters take it; beside an auth token it is the wrong one of the two.
    const isCertain = secrets.some(({ key }) => typeof key === 'string' && AUTH_TOKEN.test(key))
    return { message, severity: isCertain ? 'error' : 'warning' }
  },
}
