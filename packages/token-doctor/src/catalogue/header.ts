import type { Entries } from './entry.ts'

export type HeaderCode =
  | 'ALGORITHM_MISSING'
  | 'ALGORITHM_NONE'
  | 'ALGORITHM_UNSUPPORTED'
  | 'ALGORITHM_UNDOCUMENTED'
  | 'TYPE_WRONG'
  | 'CONTENT_TYPE_MISSING'
  | 'CONTENT_TYPE_WRONG'
  | 'CONTENT_TYPE_UNEXPECTED'
  | 'HEADER_EXTENSION'
  | 'REGION_SET'
  | 'REGION_INVALID'
  | 'KEY_ID_MISSING'

const refused = { severity: 'error', twilioError: 20102, elsewhere: { 'client-capability': 31204 } } as const

/** The header. */
export const HEADER: Entries<HeaderCode> = {
  ALGORITHM_MISSING: {
    ...refused,
    cause: 'The header names no algorithm.',
    example: '`{"typ":"JWT"}`',
    mend: 'Set `alg` to the algorithm it is signed with: HS256, or RS256 for a signed request.',
  },
  ALGORITHM_NONE: {
    ...refused,
    cause: 'The algorithm `none` leaves the token unsigned, so that anybody could write it.',
    example: '`{"alg":"none"}`',
    mend: 'Sign with HS256.',
  },
  ALGORITHM_UNSUPPORTED: {
    ...refused,
    cause: 'The token is signed by an algorithm that Twilio does not take for this kind of token.',
    example: '`{"alg":"RS256"}` on an access token',
    mend: 'Sign access and capability tokens with HS256, signed requests with RS256 or PS256.',
  },
  ALGORITHM_UNDOCUMENTED: {
    severity: 'info',
    cause: 'Some helper libraries can sign with HS384 and HS512, but Twilio documents HS256 alone.',
    example: '`{"alg":"HS512"}`',
    mend: 'Sign with HS256 unless you know that Twilio takes this one.',
  },
  TYPE_WRONG: {
    ...refused,
    cause: '`typ` is not `JWT`.',
    example: '`{"alg":"HS256","typ":"at+jwt"}`',
    mend: 'Set the header’s `typ` to `JWT`.',
  },
  CONTENT_TYPE_MISSING: {
    ...refused,
    cause: 'The header has no `cty`, which a JWT library does not set by itself.',
    example: '`{"alg":"HS256","typ":"JWT"}` on an access token',
    mend: 'Set the header’s `cty`: `twilio-fpa;v=1` for an access token, `twilio-pkrv;v=1` for a signed request.',
  },
  CONTENT_TYPE_WRONG: {
    ...refused,
    cause: '`cty` is there but not what Twilio asks for.',
    example: '`{"cty":"twilio-fpa"}`',
    mend: 'Set the header’s `cty`: `twilio-fpa;v=1` for an access token, `twilio-pkrv;v=1` for a signed request.',
  },
  CONTENT_TYPE_UNEXPECTED: {
    ...refused,
    cause: 'A capability token has a `cty`, by which it is taken for another kind of token.',
    example: '`{"cty":"twilio-fpa;v=1"}` over a `scope` claim',
    mend: 'Leave `cty` out of a capability token’s header, or mint an access token.',
  },
  HEADER_EXTENSION: {
    ...refused,
    cause: 'The header asks the verifier to understand an extension (`crit`, `b64`).',
    example: '`{"alg":"HS256","crit":["exp"]}`',
    mend: 'Leave `crit` and `b64` out of the header.',
  },
  REGION_SET: {
    severity: 'info',
    twilioError: 20101,
    cause:
      'The token is for a region: its API key must have been made in that region. Video takes US1 keys alone.',
    example: '`{"twr":"ie1"}`',
    mend: 'Check that the API key was made in that region, or leave the region out for a US1 key.',
  },
  REGION_INVALID: {
    severity: 'warning',
    twilioError: 20101,
    cause: '`twr` is there but is no name of a region.',
    example: '`{"twr":""}`',
    mend: 'Set the region’s name, such as `ie1`, or leave `twr` out.',
  },
  KEY_ID_MISSING: {
    ...refused,
    cause: 'A signed request’s header does not name the public key credential.',
    example: '`{"cty":"twilio-pkrv;v=1"}` without `kid`',
    mend: 'Set the header’s `kid` to the SID of the public key credential (`CR…`).',
  },
}
