import type { Entries } from './entry.ts'

export type PasteCode =
  | 'TOKEN_NOT_STRING'
  | 'TOKEN_EMPTY'
  | 'TOKEN_TOO_LARGE'
  | 'TOKEN_PLACEHOLDER'
  | 'TOKEN_IN_JSON'
  | 'TOKEN_QUOTED'
  | 'TOKEN_BEARER_PREFIX'
  | 'TOKEN_WHITESPACE'
  | 'TOKEN_URL_ENCODED'
  | 'TOKEN_IN_URL'
  | 'TOKEN_DECODED'
  | 'TOKEN_IS_SID'
  | 'TOKEN_IS_AUTH_TOKEN'
  | 'TOKEN_IS_API_KEY_SECRET'
  | 'TOKEN_IS_PRIVATE_KEY'
  | 'TOKEN_NOT_JWT'

const refused = { severity: 'error', twilioError: 20101, elsewhere: { 'client-capability': 31204 } } as const

/** What was handed over is not the bare token. */
export const PASTE: Entries<PasteCode> = {
  TOKEN_NOT_STRING: {
    ...refused,
    cause: 'Something other than a string was passed as the token, such as a promise or a token object.',
    example: '`new Device(fetchToken())`, where `fetchToken` returns a promise',
    mend: 'Pass the token itself: await the promise, call `toJwt()` on the token object, turn bytes into text.',
  },
  TOKEN_EMPTY: {
    severity: 'error',
    twilioError: 20101,
    elsewhere: { voice: 31102 },
    cause: 'There is nothing where the token should be.',
    example: '`""`',
    mend: 'Look at what the token endpoint answers, and at the name of the member you read from its answer.',
  },
  TOKEN_TOO_LARGE: {
    ...refused,
    cause: 'The token is longer than any token should be; 16384 characters is the bound of verifying.',
    example: 'an access token with a whole user profile in `outgoing.params`',
    mend: 'Take large values out of the claims and send an id instead.',
  },
  TOKEN_PLACEHOLDER: {
    ...refused,
    cause: 'A value that is no text was turned into text, and that was sent as the token.',
    example: '`undefined`, `[object Object]`, `[object Promise]`',
    mend: 'Await the token where it is made, and check the name of the member you read it from.',
  },
  TOKEN_IN_JSON: {
    ...refused,
    cause: 'The whole answer of a token endpoint was passed, not the token in it.',
    example: '`{"token":"eyJ…"}`',
    mend: 'Parse the JSON and pass only the member that holds the token.',
  },
  TOKEN_QUOTED: {
    ...refused,
    cause:
      'Quotes or punctuation were copied along with the token, or it was encoded as JSON once too often.',
    example: '`"eyJ…"`, `b\'eyJ…\'`',
    mend: 'Pass the token without the quotes; if code adds them, drop that `JSON.stringify` or decode the bytes.',
  },
  TOKEN_BEARER_PREFIX: {
    ...refused,
    cause: 'The scheme or name of an HTTP header stands before the token.',
    example: '`Bearer eyJ…`',
    mend: 'Pass only what follows the scheme.',
  },
  TOKEN_WHITESPACE: {
    ...refused,
    cause: 'White space, a line break or an invisible character stands around or inside the token.',
    example: 'a token read from a file that ends in a line break',
    mend: 'Remove all white space from the token, as with `.trim()` where it is read.',
  },
  TOKEN_URL_ENCODED: {
    ...refused,
    cause: 'The token is still percent-encoded.',
    example: '`%22eyJ…%22`',
    mend: 'Decode it once with `decodeURIComponent`; a bare token has no character that needs encoding.',
  },
  TOKEN_IN_URL: {
    ...refused,
    cause: 'The token is a parameter of a URL, a query or a cookie, and all of it was passed.',
    example: '`https://example.com/?token=eyJ…`',
    mend: 'Pass only the value of that parameter.',
  },
  TOKEN_DECODED: {
    ...refused,
    cause: 'This is what a token says once decoded, not the signed token.',
    example: '`{"iss":"SK…","grants":{…}}`',
    mend: 'Pass the signed text of three parts joined by dots, which begins with `eyJ`.',
  },
  TOKEN_IS_SID: {
    ...refused,
    cause: 'A SID was passed where the token belongs.',
    example: '`SKfedc…` as the token',
    mend: 'Mint a token with the account SID, the API key SID and its secret, and pass what `toJwt()` gives.',
  },
  TOKEN_IS_AUTH_TOKEN: {
    ...refused,
    cause:
      'What was passed has the shape of an account’s auth token, a secret that must not leave the server.',
    example: 'a text of 32 hexadecimal digits',
    mend: 'Mint a token and pass that; if the auth token reached a client or a log, replace it in the console.',
  },
  TOKEN_IS_API_KEY_SECRET: {
    ...refused,
    cause: 'What was passed has the shape of an API key’s secret, which must not leave the server.',
    example: 'a text of 32 letters and digits',
    mend: 'Sign a token with it and pass that; if the secret reached a client or a log, delete the API key.',
  },
  TOKEN_IS_PRIVATE_KEY: {
    ...refused,
    cause: 'A PEM key was passed where the token belongs.',
    example: '`-----BEGIN PRIVATE KEY-----…`',
    mend: 'Sign a token with it and pass that; if the key reached a client or a log, replace it.',
  },
  TOKEN_NOT_JWT: {
    ...refused,
    cause: 'The text has not the three parts of a signed JWT.',
    example: '`hello`, or two tokens run together',
    mend: 'Pass the text that `toJwt()` gave: three parts joined by dots, the first beginning with `eyJ`.',
  },
}
