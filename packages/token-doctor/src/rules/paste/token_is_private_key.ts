import type { TextRule } from './paste_rule.ts'

export const TOKEN_IS_PRIVATE_KEY: TextRule = {
  code: 'TOKEN_IS_PRIVATE_KEY',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A PEM key was passed where the token belongs.',
  example: '`-----BEGIN PRIVATE KEY-----…`',
  mend: 'Sign a token with it and pass that; if the key reached a client or a log, replace it.',
  recognise(text) {
    if (!text.includes('-----BEGIN ')) return undefined
    return { message: 'a PEM key was passed where the token belongs' }
  },
}
