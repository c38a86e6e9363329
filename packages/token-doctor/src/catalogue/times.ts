import type { Entries } from './entry.ts'

export type TimesCode =
  | 'EXPIRY_MISSING'
  | 'TIME_NOT_NUMBER'
  | 'TIME_FRACTIONAL'
  | 'TIME_IN_MILLISECONDS'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_NOT_YET_VALID'
  | 'LIFETIME_EMPTY'
  | 'LIFETIME_TOO_LONG'
  | 'LIFETIME_SHORT'
  | 'LIFETIME_FULL_DAY'
  | 'REQUEST_LIFETIME_LONG'
  | 'ISSUED_IN_FUTURE'
  | 'ISSUED_AT_MISSING'
  | 'NOT_BEFORE_AT_ISSUE'

/** When the token is valid. */
export const TIMES: Entries<TimesCode> = {
  EXPIRY_MISSING: {
    severity: 'error',
    twilioError: 20104,
    elsewhere: { 'client-capability': 31204 },
    cause: 'The token has no end of life.',
    example: 'a payload without `exp`',
    mend: 'Set `exp` to the time of signing plus the life, in seconds, at most 86400.',
  },
  TIME_NOT_NUMBER: {
    severity: 'error',
    twilioError: 20104,
    elsewhere: { 'client-capability': 31204 },
    cause: 'A time is a text, null or a date, not a number.',
    example: '`{"exp":"1700003600"}`',
    mend: 'Write it as a number of seconds since the epoch, without quotes.',
  },
  TIME_FRACTIONAL: {
    severity: 'warning',
    twilioError: 20104,
    cause: 'A time is a fraction; every helper library writes whole seconds.',
    example: '`{"exp":1700003600.25}`',
    mend: 'Round it down: `Math.floor(Date.now() / 1000)`.',
  },
  TIME_IN_MILLISECONDS: {
    severity: 'error',
    twilioError: 20157,
    elsewhere: { 'client-capability': 31207 },
    cause: 'A time is in milliseconds; read as seconds, it lies thousands of years ahead.',
    example: '`{"exp":1700003600000}`',
    mend: 'Divide it by 1000: times in a token are in seconds.',
  },
  TOKEN_EXPIRED: {
    severity: 'error',
    twilioError: 20104,
    elsewhere: { 'client-capability': 31205 },
    cause: 'The end of life has passed.',
    example: '`{"exp":1700000000}` a minute later',
    mend: 'Mint a new token; in the SDK, fetch one when it says that the token is about to expire.',
  },
  TOKEN_NOT_YET_VALID: {
    severity: 'error',
    twilioError: 20105,
    elsewhere: { 'client-capability': 31204 },
    cause:
      '`nbf` lies ahead: the clock of the server that minted it is fast, or the token was meant for later.',
    example: '`{"nbf":1700000060}` a minute too early',
    mend: 'Set the server’s clock by NTP and leave `nbf` out.',
  },
  LIFETIME_EMPTY: {
    severity: 'error',
    twilioError: 20104,
    elsewhere: { 'client-capability': 31205 },
    cause: 'The token ends before it begins: `exp` is not after `nbf` or `iat`.',
    example: '`{"nbf":1700003600,"exp":1700000000}`',
    mend: 'Set `exp` to a time after `nbf` and `iat`: the time of signing plus the life.',
  },
  LIFETIME_TOO_LONG: {
    severity: 'error',
    twilioError: 20157,
    elsewhere: { 'client-capability': 31207 },
    cause: 'The token lives longer than 24 hours.',
    example: '`ttl: 604800`',
    mend: 'Set a life of at most 86400 seconds, and mint a new token when the SDK asks for one.',
  },
  LIFETIME_SHORT: {
    severity: 'warning',
    twilioError: 20104,
    cause: 'The token lives for seconds only, as it does when twilio-node gets `ttl` as a text.',
    example: '`new AccessToken(…, { ttl: "3600" })`: 3 seconds',
    mend: 'Give `ttl` as a number of seconds, such as 3600.',
  },
  LIFETIME_FULL_DAY: {
    severity: 'info',
    twilioError: 31207,
    cause: 'The token lives 24 hours to the second; for Voice, Twilio advises 86399 seconds at most.',
    example: '`ttl: 86400` with a voice grant',
    mend: 'Set a life of 86399 seconds or less.',
  },
  REQUEST_LIFETIME_LONG: {
    severity: 'warning',
    cause: 'A signed request is meant to be used at once: it lives 300 seconds.',
    example: '`exp` an hour after `iat` in a signed request',
    mend: 'Sign each request anew, with a life of at most 300 seconds.',
  },
  ISSUED_IN_FUTURE: {
    severity: 'warning',
    twilioError: 20105,
    cause: '`iat` lies ahead: the clock of the server that minted it is fast.',
    example: '`{"iat":1700000060}` a minute too early',
    mend: 'Set the server’s clock by NTP.',
  },
  ISSUED_AT_MISSING: {
    severity: 'info',
    cause:
      'The token does not say when it was signed. Twilio takes it so: most helper libraries write no `iat`.',
    example: 'a payload without `iat`',
    mend: 'Set `iat` to the time of signing, so that the life can be told.',
  },
  NOT_BEFORE_AT_ISSUE: {
    severity: 'info',
    twilioError: 20105,
    cause: '`nbf` is the moment of signing, so the token is refused wherever the clock is a second behind.',
    example: '`{"iat":1700000000,"nbf":1700000000}`',
    mend: 'Leave `nbf` out, or set it a minute back.',
  },
}
