import { isBranded } from './brand.ts'

/**
 * Every code a {@link JwtError} can carry. A code is API and stays; the wording of a message may change.
 *
 * | code | class | meaning |
 * | --- | --- | --- |
 * | `ERR_TOKEN_MALFORMED` | `JwtDecodeError` | not three canonical base64url parts of well-formed JSON |
 * | `ERR_TOKEN_TOO_LARGE` | `JwtDecodeError` | longer than the verifier's bound |
 * | `ERR_ALGORITHM_NOT_ALLOWED` | `JwtDecodeError` | `alg` is not in the verifier's list or does not fit the key |
 * | `ERR_SIGNATURE_INVALID` | `JwtDecodeError` | the signature was not made with this key |
 * | `ERR_TOKEN_EXPIRED` | `JwtDecodeError` | `exp` has passed |
 * | `ERR_TOKEN_NOT_YET_VALID` | `JwtDecodeError` | `nbf` has not come yet |
 * | `ERR_CLAIM_INVALID` | `JwtDecodeError` | a claim is of the wrong type or has another value than asked for |
 * | `ERR_CLAIM_MISSING` | `JwtDecodeError` | a claim that the verifier requires is absent |
 * | `ERR_KEY_UNKNOWN` | `JwtDecodeError`, `JwtOptionError` when signing | the key ring holds no key of that id |
 * | `ERR_KEY_RETIRED` | `JwtDecodeError`, `JwtOptionError` when signing | the key ring says that the key is retired |
 * | `ERR_KEY_UNAVAILABLE` | `JwtError` | the key ring's resolver failed; the token may be good |
 * | `ERR_KEY_INVALID` | `JwtOptionError`, `JwtDecodeError` when it only misfits the token | the key cannot be used |
 * | `ERR_OPTION_INVALID` | `JwtOptionError` | an argument is wrong |
 * | `ERR_SYNC_UNSUPPORTED` | `JwtError` | no synchronous crypto here, or not for this key |
 * | `ERR_RUNTIME_UNSUPPORTED` | `JwtError` | the runtime lacks an ability, such as WebCrypto; the message says how to get it |
 */
export type JwtErrorCode =
  | 'ERR_TOKEN_MALFORMED'
  | 'ERR_TOKEN_TOO_LARGE'
  | 'ERR_ALGORITHM_NOT_ALLOWED'
  | 'ERR_SIGNATURE_INVALID'
  | 'ERR_TOKEN_EXPIRED'
  | 'ERR_TOKEN_NOT_YET_VALID'
  | 'ERR_CLAIM_INVALID'
  | 'ERR_CLAIM_MISSING'
  | 'ERR_KEY_UNKNOWN'
  | 'ERR_KEY_RETIRED'
  | 'ERR_KEY_UNAVAILABLE'
  | 'ERR_KEY_INVALID'
  | 'ERR_OPTION_INVALID'
  | 'ERR_SYNC_UNSUPPORTED'
  | 'ERR_RUNTIME_UNSUPPORTED'

/** The base of every error these packages throw on purpose. Tell errors apart by `code` or `instanceof`. */
export class JwtError extends Error {
  /** @internal What `instanceof` asks for: the same in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.JwtError'
  /** What went wrong, stable across versions. */
  readonly code: JwtErrorCode

  constructor(code: JwtErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    // Not enumerable, so that it does not show where an error is printed.
    const [, name = new.target.name] = /^twilio-token-toolkit\.(.+)/.exec(String(new.target.brand)) ?? []
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true })
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }
}

/** A token that cannot be trusted, or cannot be read at all. */
export class JwtDecodeError extends JwtError {
  /** @internal */
  static override readonly brand: string = 'twilio-token-toolkit.JwtDecodeError'
  /** The claim (or header member) at fault, where one is. */
  declare readonly claim?: string

  constructor(code: JwtErrorCode, message: string, options?: { cause?: unknown; claim?: string }) {
    super(code, message, options)
    // No member where no claim is at fault, so that printed errors stay short.
    if (options?.claim !== undefined) this.claim = options.claim
  }
}

/** A caller's argument that is wrong: `option` names it, the message says what was got and how to mend it. */
export class JwtOptionError extends JwtError {
  /** @internal */
  static override readonly brand: string = 'twilio-token-toolkit.JwtOptionError'
  /** The name of the argument or option. */
  readonly option: string

  constructor(
    option: string,
    problem: string,
    code: JwtErrorCode = 'ERR_OPTION_INVALID',
    options?: { cause?: unknown },
  ) {
    super(code, `${option} ${problem}`, options)
    this.option = option
  }
}
