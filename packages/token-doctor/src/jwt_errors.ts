import type { JwtErrorCode } from '@x/jwt-core'

/** What is known of an error these packages throw: a row of docs/errors.md. */
export interface JwtErrorEntry {
  /** How it comes about. */
  readonly cause: string
  /** What shows it. */
  readonly example: string
  /** How to mend it. */
  readonly mend: string
}

/** Every code a `JwtError` can carry. */
export const JWT_ERRORS: Readonly<Record<JwtErrorCode, JwtErrorEntry>> = {
  ERR_TOKEN_MALFORMED: {
    cause:
      'The token is not three parts of canonical base64url, its header or claims are no strict JSON object, or its header asks for an extension.',
    example: "`Jwt.decode('Bearer eyJ…', secret)`",
    mend: 'Pass the bare token; `diagnose(token)` says what is wrong with it.',
  },
  ERR_TOKEN_TOO_LARGE: {
    cause: 'The token is longer than the verifier takes.',
    example: 'a token of 20000 characters, where `maxTokenSize` is 16384 by default',
    mend: 'Take large values out of the claims, or raise `maxTokenSize`.',
  },
  ERR_ALGORITHM_NOT_ALLOWED: {
    cause: 'The token’s `alg` is not in the verifier’s list, or not of the kind that the key is.',
    example: "a token of `alg: 'none'`, or of RS256 where a shared secret was given",
    mend: 'Sign with the algorithm that the verifier takes, and give the key that goes with it.',
  },
  ERR_SIGNATURE_INVALID: {
    cause: 'The token was signed with another key, or changed after signing.',
    example: "`AccessToken.verify(jwt, 'another-secret')`",
    mend: 'Verify with the secret that signed it; `diagnose(token, { secret })` knows the usual mix-ups.',
  },
  ERR_TOKEN_EXPIRED: {
    cause: '`exp` has passed.',
    example: 'a token with `ttl: 600`, eleven minutes later',
    mend: 'Mint a new token; where clocks differ by a little, set `clockTolerance`.',
  },
  ERR_TOKEN_NOT_YET_VALID: {
    cause: '`nbf` lies ahead of the clock.',
    example: 'a token with `nbf` of now, verified on a server whose clock is a second behind',
    mend: 'Leave `nbf` out, set the clocks by NTP, or set `clockTolerance`.',
  },
  ERR_CLAIM_INVALID: {
    cause: 'A claim has the wrong type, or another value than the verifier asks for.',
    example: "`Jwt.decode(jwt, secret, { issuer: 'SK1…' })` of a token by `SK2…`, or an `exp` in quotes",
    mend: 'Compare the claim that the message names with what the verifier asks for.',
  },
  ERR_CLAIM_MISSING: {
    cause: 'A claim that the verifier asks for is not there.',
    example: "`Jwt.decode(jwt, secret, { requiredClaims: ['exp'] })` of a token without `exp`",
    mend: 'Set the claim when minting.',
  },
  ERR_KEY_UNKNOWN: {
    cause: 'The key ring holds no key under the token’s `iss` or `kid`.',
    example: 'a ring of `SK1…`, a token of `SK2…`',
    mend: 'Add the key to the ring, or sign with one that is in it.',
  },
  ERR_KEY_RETIRED: {
    cause: 'The key ring lists the token’s key as retired.',
    example: "`createKeyRing({ SK2: secret }, { retired: ['SK1'] })`, a token of `SK1`",
    mend: 'Mint a new token with a key in use.',
  },
  ERR_KEY_UNAVAILABLE: {
    cause: 'The resolver of a key ring failed, so that nothing is known of the token.',
    example: 'a secret manager that does not answer',
    mend: 'Try again later; look at the error’s `cause` and at the resolver.',
  },
  ERR_KEY_INVALID: {
    cause: 'A key cannot be used: it is empty, no key at all, or not one for the algorithm.',
    example: 'a PEM given as the secret of HS256',
    mend: 'Give a text or bytes for HS256, a PEM, JWK or `CryptoKey` for RS256 and its like.',
  },
  ERR_OPTION_INVALID: {
    cause: 'An argument is wrong; the error’s `option` names it.',
    example: '`new AccessToken(apiKeySid, accountSid, secret)`, two arguments swapped',
    mend: 'Do as the message says.',
  },
  ERR_SYNC_UNSUPPORTED: {
    cause: 'A `…Sync` method was called where the runtime or the key has none.',
    example: '`token.toJwtSync()` in a browser, or `verifySync` with a key ring that waits for its keys',
    mend: 'Call the twin that returns a promise.',
  },
  ERR_RUNTIME_UNSUPPORTED: {
    cause: 'The runtime has no WebCrypto, which signing and verifying need.',
    example: 'a page on plain http, whose `crypto` has no `subtle`; React Native without a polyfill',
    mend: 'Serve the page over https or from localhost; in React Native install `react-native-quick-crypto` and call its `install()` first.',
  },
}
