import { AUTH_TOKEN } from '@x/jwt-core/token'
import { credentialsIn } from '../../read/credentials.ts'
import { API_KEY_SECRET } from '../../read/secrets.ts'
import { isOfKind } from '../../read/sid.ts'
import type { TextRule } from './paste_rule.ts'

export const TOKEN_IS_API_KEY_SECRET: TextRule = {
  code: 'TOKEN_IS_API_KEY_SECRET',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'What was passed has the shape of an API key’s secret, which must not leave the server.',
  example: 'a text of 32 letters and digits',
  mend: 'Sign a token with it and pass that; if the secret reached a client or a log, delete the API key.',
  recognise(text) {
    if (isOfKind(credentialsIn(text)?.sid, 'SK'))
      return { message: 'this is an API key’s SID with its secret, as for the REST API, and no token' }
    // Digits of hexadecimal alone are an auth token.
    if (!API_KEY_SECRET.test(text) || AUTH_TOKEN.test(text.toLowerCase())) return undefined
    return { message: 'this has the shape of an API key’s secret (32 letters and digits), not of a token' }
  },
}
