import { kindOfParts } from '../../read/kind.ts'
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
    if (parts.length !== 5 || header.value === undefined || !('enc' in header.value)) return
    const message = 'the token is encrypted: a JWE of five parts'
    if (kindOfParts(header.value, {}) !== 'access-token') yield { message }
    else
      yield {
        message: `${message} with the content type of an access token, such as Twilio itself makes for Flex and Verify; nobody else can read it`,
        fix: 'If Twilio gave it to you, pass it on unchanged to the SDK it is for; for any other SDK mint an access token of your own.',
        severity: 'warning',
      }
  },
}
