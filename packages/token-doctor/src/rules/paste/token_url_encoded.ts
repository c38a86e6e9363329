import type { PeelRule } from './paste_rule.ts'

export const TOKEN_URL_ENCODED: PeelRule = {
  code: 'TOKEN_URL_ENCODED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The token is still percent-encoded.',
  example: '`%22eyJ…%22`',
  mend: 'Decode it once with `decodeURIComponent`; a bare token has no character that needs encoding.',
  peel(text) {
    if (!/%[0-9a-f]{2}/i.test(text)) return undefined
    try {
      return { inner: decodeURIComponent(text), message: 'the token is percent-encoded' }
    } catch {
      return undefined
    }
  },
}
