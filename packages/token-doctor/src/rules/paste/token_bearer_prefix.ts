import type { PeelRule } from './paste_rule.ts'

const HEADER_NAME = /^(?:authorization|x-twilio-accesstoken|twilio-client-validation)\s*:\s*/i
const SCHEME = /^(?:bearer(?:\s*:\s*|\s+|$|(?=eyJ))|(?:jwt|token|basic)\s+(?=["'%]?eyJ))/i

export const TOKEN_BEARER_PREFIX: PeelRule = {
  code: 'TOKEN_BEARER_PREFIX',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The scheme or name of an HTTP header stands before the token.',
  example: '`Bearer eyJ…`',
  mend: 'Pass only what follows the scheme.',
  peel(text, show) {
    const inner = text.replace(HEADER_NAME, '').replace(SCHEME, '')
    if (inner === text) return undefined
    return { inner, message: `${show(text.slice(0, text.length - inner.length))} stands before the token` }
  },
}
