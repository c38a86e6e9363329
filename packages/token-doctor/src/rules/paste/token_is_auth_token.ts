import { AUTH_TOKEN } from '@x/jwt-core/token'
import { credentialsIn } from '../../read/credentials.ts'
import { isOfKind } from '../../read/sid.ts'
import type { TextRule } from './paste_rule.ts'

export const TOKEN_IS_AUTH_TOKEN: TextRule = {
  code: 'TOKEN_IS_AUTH_TOKEN',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'What was passed has the shape of an account’s auth token, a secret that must not leave the server.',
  example: 'a text of 32 hexadecimal digits',
  mend: 'Mint a token and pass that; if the auth token reached a client or a log, replace it in the console.',
  recognise(text) {
    if (isOfKind(credentialsIn(text)?.sid, 'AC'))
      return { message: 'this is an account SID with its auth token, as for the REST API, and no token' }
    if (!AUTH_TOKEN.test(text.toLowerCase())) return undefined
    return {
      message: 'this has the shape of an account’s auth token (32 hexadecimal digits), not of a token',
    }
  },
}
