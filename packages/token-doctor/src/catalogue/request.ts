import type { Entries } from './entry.ts'

export type RequestCode = 'HEADER_LIST_INVALID' | 'HEADER_LIST_SHORT' | 'REQUEST_HASH_INVALID'

/** Signed requests (public key client validation). */
export const REQUEST: Entries<RequestCode> = {
  HEADER_LIST_INVALID: {
    severity: 'error',
    twilioError: 20151,
    cause: '`hrh` is not the names of the signed headers in lower case, sorted and joined by `;`.',
    example: '`{"hrh":"Host,Authorization"}`',
    mend: 'Write the names in lower case, each once, sorted and joined by `;`: `authorization;host`.',
  },
  HEADER_LIST_SHORT: {
    severity: 'warning',
    cause: 'The request’s host or authorization is not signed; the helper libraries sign both.',
    example: '`{"hrh":"content-type"}`',
    mend: 'Sign `authorization` and `host` beside any others.',
  },
  REQUEST_HASH_INVALID: {
    severity: 'error',
    twilioError: 20151,
    cause: '`rqh` is not the SHA-256 of the canonical request in lower-case hexadecimal.',
    example: '`{"rqh":"Qk3…="}`, the hash in base64',
    mend: 'Write the hash as 64 lower-case hexadecimal digits.',
  },
}
