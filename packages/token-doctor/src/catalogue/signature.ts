import type { Entries } from './entry.ts'

export type SignatureCode =
  | 'SIGNATURE_UNCHECKED'
  | 'SIGNATURE_VERIFIED'
  | 'SIGNATURE_INVALID'
  | 'SECRET_STRAY_CHARACTERS'
  | 'SIGNED_WITH_STRAY_CHARACTERS'
  | 'SIGNED_WITH_DECODED_SECRET'
  | 'SIGNED_WITH_AUTH_TOKEN'
  | 'SIGNED_WITH_API_KEY_SECRET'
  | 'SIGNED_WITH_SID'
  | 'SECRET_UNFIT'
  | 'KEY_UNKNOWN'
  | 'KEY_RETIRED'
  | 'KEY_UNAVAILABLE'
  | 'VERIFICATION_REFUSED'

const wrong = { severity: 'error', twilioError: 20107, elsewhere: { 'client-capability': 31202 } } as const
const issuer = { severity: 'error', twilioError: 20103 } as const

/** Whether the right secret signed it. */
export const SIGNATURE: Entries<SignatureCode> = {
  SIGNATURE_UNCHECKED: {
    severity: 'info',
    cause: 'No secret was given, so the signature was not checked.',
    example: '`diagnose(token)`',
    mend: 'Give the secret: `diagnose(token, { secret })`.',
  },
  SIGNATURE_VERIFIED: {
    severity: 'info',
    cause: 'The signature was made with the secret given; of several, the finding names the one.',
    example: '`diagnose(token, { secret: [oldSecret, newSecret] })`',
    mend: 'Nothing to mend.',
  },
  SIGNATURE_INVALID: {
    ...wrong,
    cause: 'The token was signed with another secret, or changed after signing.',
    example: 'a token signed with the secret of another API key',
    mend: 'Sign with the secret shown when that API key was made; a capability token with the account’s auth token.',
  },
  SECRET_STRAY_CHARACTERS: {
    ...wrong,
    cause: 'The secret given has white space or quotes around it; without them it is the right one.',
    example: 'a secret read from a file that ends in a line break',
    mend: 'Trim the secret where it is read, as with `.trim()`, and drop quotes around it.',
  },
  SIGNED_WITH_STRAY_CHARACTERS: {
    ...wrong,
    cause: 'The token was signed with the right secret and white space or quotes around it.',
    example: '`API_KEY_SECRET="…"` in a file whose reader keeps the quotes',
    mend: 'Trim the secret on the server that signs, as with `.trim()`, and drop quotes around it.',
  },
  SIGNED_WITH_DECODED_SECRET: {
    ...wrong,
    cause: 'The signer decoded the secret from base64 or hexadecimal; Twilio uses its text as it is.',
    example: 'jjwt’s `signWith(HS256, secret)`, which reads the text as base64',
    mend: 'Sign with the UTF-8 bytes of the secret’s text.',
  },
  SIGNED_WITH_AUTH_TOKEN: {
    ...wrong,
    cause: 'An access token was signed with the account’s auth token in place of the API key’s secret.',
    example: '`new AccessToken(accountSid, apiKeySid, authToken)`',
    mend: 'Sign with the secret of the API key that `iss` names.',
  },
  SIGNED_WITH_API_KEY_SECRET: {
    ...wrong,
    cause: 'A capability token was signed with an API key’s secret in place of the account’s auth token.',
    example: '`new ClientCapabilityToken(accountSid, apiKeySecret)`',
    mend: 'Sign with the account’s auth token, or mint an access token.',
  },
  SIGNED_WITH_SID: {
    ...wrong,
    cause: 'The token was signed with a SID that it shows, so anybody could write one.',
    example: '`new AccessToken(accountSid, secret, apiKeySid)`, two arguments swapped',
    mend: 'Sign with the secret, never with a SID; check the order of the arguments.',
  },
  SECRET_UNFIT: {
    ...wrong,
    cause: 'The secret given is of another kind than the token’s algorithm takes.',
    example: 'a PEM for an HS256 token, or a text for a signed request',
    mend: 'Give a shared secret for HS256, and the RSA public key for a signed request.',
  },
  KEY_UNKNOWN: {
    ...issuer,
    cause: 'The key ring holds no key under the token’s `iss` or `kid`.',
    example: 'a ring of `SK1…` and `SK2…`, a token of `SK3…`',
    mend: 'Add that key to the ring, or sign with one that is in it.',
  },
  KEY_RETIRED: {
    ...issuer,
    cause: 'The token was signed with a key that the key ring has retired.',
    example: 'a token minted before the keys were rotated',
    mend: 'Mint a new token with a key in use.',
  },
  KEY_UNAVAILABLE: {
    severity: 'error',
    cause: 'The key ring could not get the key, so the signature was not checked.',
    example: 'a secret manager that does not answer',
    mend: 'Try again, and look at the resolver of the key ring; the token may be good.',
  },
  VERIFICATION_REFUSED: {
    severity: 'error',
    twilioError: 20101,
    cause: 'Verifying failed for a reason that no other finding names.',
    example: 'a key ring whose resolver fails',
    mend: 'Verify the token with `Jwt.decode`, and look the code of its error up below.',
  },
}
