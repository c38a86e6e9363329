import { AUTH_TOKEN } from '@x/jwt-core/token'
import type { SignatureRule } from './signature_rule.ts'

export const SIGNED_WITH_AUTH_TOKEN: SignatureRule = {
  code: 'SIGNED_WITH_AUTH_TOKEN',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'An access token was signed with the account’s auth token in place of the API key’s secret.',
  example: '`new AccessToken(accountSid, apiKeySid, authToken)`',
  mend: 'Sign with the secret of the API key that `iss` names.',
  check({ good, token }) {
    if (token.kind !== 'access-token' || typeof good?.key !== 'string' || !AUTH_TOKEN.test(good.key))
      return undefined
    return { message: `the token was signed with ${good.name}, which looks like an account's auth token` }
  },
}
