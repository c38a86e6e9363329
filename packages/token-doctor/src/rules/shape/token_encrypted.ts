import type { ShapeRule } from './shape_rule.ts'

export const TOKEN_ENCRYPTED: ShapeRule = {
  code: 'TOKEN_ENCRYPTED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A token of five parts is encrypted (JWE); Twilio takes signed ones (JWS).',
  example: '`eyJ….….….….…` with `enc` in its header',
  mend: 'Mint a signed token, with HS256, in place of the encrypted one.',
  *check({ parts, header }) {
    if (parts.length === 5 && header.value !== undefined && 'enc' in header.value)
      yield { message: 'the token is encrypted: a JWE of five parts' }
  },
}
