import type { Entries } from './entry.ts'

export type ShapeCode =
  | 'TOKEN_TRUNCATED'
  | 'TOKEN_UNSIGNED'
  | 'TOKEN_ENCRYPTED'
  | 'TOKEN_MALFORMED'
  | 'PART_NOT_BASE64URL'
  | 'PART_NOT_UTF8'
  | 'PART_NOT_JSON'
  | 'PART_NOT_OBJECT'
  | 'SIGNATURE_LENGTH_WRONG'
  | 'FOREIGN_TOKEN'

const refused = { severity: 'error', twilioError: 20101, elsewhere: { 'client-capability': 31204 } } as const

/** The three parts of the token, and whose it is. */
export const SHAPE: Entries<ShapeCode> = {
  TOKEN_TRUNCATED: {
    ...refused,
    cause: 'The end of the token is missing: a column, a log or a copy cut it off.',
    example: '`eyJhbGciOi….eyJqdGki`',
    mend: 'Pass the whole token, and look for the field or log that cuts it.',
  },
  TOKEN_UNSIGNED: {
    ...refused,
    cause: 'The third part, the signature, is empty.',
    example: '`eyJ….eyJ….`',
    mend: 'Sign the token, and pass all of it.',
  },
  TOKEN_ENCRYPTED: {
    ...refused,
    cause: 'A token of five parts is encrypted (JWE); Twilio takes signed ones (JWS).',
    example: '`eyJ….….….….…` with `enc` in its header',
    mend: 'Mint a signed token, with HS256, in place of the encrypted one.',
  },
  TOKEN_MALFORMED: {
    ...refused,
    cause:
      'A strict parser refuses the token: a name twice in one object, too deep a nesting, stray bits at the end of a part.',
    example: '`{"sub":"AC1…","sub":"AC2…"}` as the payload',
    mend: 'Mint the token with a JWT library instead of joining JSON and base64 by hand.',
  },
  PART_NOT_BASE64URL: {
    ...refused,
    cause: 'A part is encoded by the standard base64 alphabet, padded with `=`, or holds other characters.',
    example: '`eyJhbGciOiJIUzI1NiJ9==.…`',
    mend: 'Encode each part as base64url: `-` and `_` in place of `+` and `/`, and no `=`.',
  },
  PART_NOT_UTF8: {
    ...refused,
    cause: 'The header or payload is encoded text, but not in UTF-8.',
    example: 'an identity `Zoë` written in Latin-1',
    mend: 'Encode the JSON as UTF-8 before base64url.',
  },
  PART_NOT_JSON: {
    ...refused,
    cause: 'The header or payload decodes to text that is no JSON.',
    example: "`{'iss': 'SK…'}`, a Python dict written as text",
    mend: 'Write header and payload with a JSON encoder.',
  },
  PART_NOT_OBJECT: {
    ...refused,
    cause: 'The header or payload is JSON, but no object.',
    example: '`"eyJ…"` encoded once more, or `[…]`',
    mend: 'Make header and payload JSON objects, each encoded once.',
  },
  SIGNATURE_LENGTH_WRONG: {
    severity: 'error',
    twilioError: 20107,
    elsewhere: { 'client-capability': 31202 },
    cause:
      'The signature has not the length its algorithm gives: the end was cut off or something was added.',
    example: 'an HS256 token whose signature has 40 characters in place of 43',
    mend: 'Pass the whole token as it was signed, and nothing after it.',
  },
  FOREIGN_TOKEN: {
    ...refused,
    cause: 'A JWT, but not one of the four kinds Twilio takes: it comes from another service.',
    example: '`{"iss":"https://securetoken.google.com/my-app"}`',
    mend: 'Mint an access token on your server for the user this token names, and pass that to the SDK.',
  },
}
