import type { Entries } from './entry.ts'

export type NamesCode =
  | 'IDENTITY_MISSING'
  | 'IDENTITY_UNSET'
  | 'IDENTITY_EMPTY'
  | 'IDENTITY_NOT_STRING'
  | 'NAME_TOO_LONG'
  | 'NAME_CHARACTERS'
  | 'NAME_NOT_PORTABLE'
  | 'PERSONAL_DATA'
  | 'SECRET_IN_TOKEN'

/** Who the bearer is, and what should not be said of them. */
export const NAMES: Entries<NamesCode> = {
  IDENTITY_MISSING: {
    severity: 'error',
    twilioError: 20106,
    elsewhere: { voice: 31204, chat: 51007, sync: 51007, video: 51007 },
    cause: 'The token does not say who the bearer is, and the product must know.',
    example: '`{"grants":{"voice":{…}}}`',
    mend: 'Set `grants.identity` to a user name of your own: the option `identity`.',
  },
  IDENTITY_UNSET: {
    severity: 'info',
    twilioError: 20106,
    cause: 'The token does not say who the bearer is; most products must know.',
    example: '`{"grants":{"video":{}}}`',
    mend: 'Set `grants.identity` to a user name of your own: the option `identity`.',
  },
  IDENTITY_EMPTY: {
    severity: 'error',
    twilioError: 20106,
    cause: 'The identity is an empty text, which the SDKs read as none.',
    example: '`{"grants":{"identity":""}}`',
    mend: 'Set `grants.identity` to a user name, or leave it out where the product needs none.',
  },
  IDENTITY_NOT_STRING: {
    severity: 'error',
    twilioError: 20106,
    cause: 'The identity is a number or an object, not a text.',
    example: '`{"grants":{"identity":42}}`',
    mend: 'Write the identity as a text, such as `"42"`.',
  },
  NAME_TOO_LONG: {
    severity: 'error',
    twilioError: 20106,
    elsewhere: { voice: 31105, chat: 50207, sync: 54351, video: 53201, 'client-capability': 31105 },
    cause: 'An identity or client name has more than 256 characters.',
    example: 'an identity that holds a whole JSON profile',
    mend: 'Use a name of at most 256 characters.',
  },
  NAME_CHARACTERS: {
    severity: 'error',
    twilioError: 31105,
    cause:
      'A client name of Voice has a space, a control character or one of `< > # % " { } | \\ ^ [ ] \'` or a backquote.',
    example: '`{"grants":{"identity":"Alice Smith","voice":{…}}}`',
    mend: 'Use letters, digits and underscores.',
  },
  NAME_NOT_PORTABLE: {
    severity: 'warning',
    cause:
      'A client name of Voice has characters beyond letters, digits and underscores: some SDKs refuse it.',
    example: '`alice@example.com`, `alice-1`',
    mend: 'Use letters, digits and underscores.',
  },
  PERSONAL_DATA: {
    severity: 'info',
    cause:
      'A claim holds an e-mail address or a phone number; a token is readable by whoever sees it, and logged.',
    example: '`{"grants":{"identity":"alice@example.com"}}`',
    mend: 'Use an opaque id, and look the person up on your server.',
  },
  SECRET_IN_TOKEN: {
    severity: 'warning',
    cause:
      'A claim holds a secret, and a token is signed, not encrypted: whoever sees it can read the claim.',
    example: '`{"outgoing":{"params":{"password":"…"}}}`',
    mend: 'Take the secret out of the claims and replace it, as it must count as known.',
  },
}
