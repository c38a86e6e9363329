import { type Algorithm, checkAlgorithm, isHmac } from './algorithm.ts'
import { checkOptionalText, checkOptions, describe } from './check.ts'
import { checkClaimOptions, type JwtPayload } from './claims.ts'
import {
  checkSignaturePart,
  type JwtHeader,
  parseCompact,
  parseJsonPart,
  type SizeOptions,
} from './compact.ts'
import { JwtOptionError } from './errors.ts'
import { type DecodedJwt, type DecodeOptions, readClaims } from './hmac_jwt.ts'
import { stringifyJson } from './json.ts'
import { type SigningHeader, signCompact, signCompactSync, verifyCompact, verifyCompactSync } from './jws.ts'
import { checkHmacSecret, keyFamily } from './key.ts'
import { checkKeyOrRing, isKeyRing, type KeyOrRing } from './key_ring.ts'
import { checkLifetime, epochSeconds, expiry, type Lifetime, type LifetimeOptions } from './lifetime.ts'

export interface JwtOptions extends LifetimeOptions {
  /** The `iss` claim. */
  readonly issuer?: string | undefined
  /** The `sub` claim. */
  readonly subject?: string | undefined
  /** Default `HS256`. */
  readonly algorithm?: Algorithm | undefined
}

export interface EncodeOptions {
  /** Header members beside `alg` and `typ`, such as `kid` or `cty`. */
  readonly header?: JwtHeader | undefined
}

const encoder = /* @__PURE__ */ new TextEncoder()

/**
 * Signs and verifies JSON Web Tokens (RFC 7519) of any claims.
 *
 * @example
 * ```ts
 * const jwt = await new Jwt(secret, { issuer: 'SK…', ttl: 600 }).encode({ role: 'reader' })
 * const payload = await Jwt.decode(jwt, secret, { issuer: 'SK…' })
 * ```
 */
export class Jwt {
  readonly #key: KeyOrRing
  readonly #lifetime: Lifetime
  readonly issuer: string | undefined
  readonly subject: string | undefined
  readonly algorithm: Algorithm

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID` */
  constructor(secretKey: KeyOrRing, options: JwtOptions = {}) {
    checkOptions('options', options)
    this.algorithm = checkAlgorithm('algorithm', options.algorithm ?? 'HS256')
    this.#key = checkKeyOrRing('secretKey', secretKey)
    if (!isKeyRing(secretKey)) {
      if (isHmac(this.algorithm)) checkHmacSecret('secretKey', secretKey)
      else if (keyFamily('secretKey', secretKey) === 'hmac')
        throw new JwtOptionError(
          'secretKey',
          `is a shared secret, but ${this.algorithm} takes a private key (PEM, JWK, CryptoKey or KeyObject)`,
          'ERR_KEY_INVALID',
        )
    }
    this.issuer = checkOptionalText('issuer', options.issuer)
    this.subject = checkOptionalText('subject', options.subject)
    this.#lifetime = checkLifetime(options)
  }

  /**
   * Signs `payload` as a token. `iss`, `sub`, `exp` and `nbf` in the payload win over the constructor's.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`
   */
  async encode(payload: JwtPayload, options: EncodeOptions = {}): Promise<string> {
    return signCompact(this.#header(options), this.#claims(payload), this.#key)
  }

  /**
   * The synchronous twin of {@link Jwt.encode}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED`
   * @throws JwtOptionError as {@link Jwt.encode}
   */
  encodeSync(payload: JwtPayload, options: EncodeOptions = {}): string {
    return signCompactSync(this.#header(options), this.#claims(payload), this.#key)
  }

  /**
   * Verifies a token and returns its claims.
   *
   * @throws JwtDecodeError when the token cannot be trusted
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  static async decode(token: string, secret: KeyOrRing, options: DecodeOptions = {}): Promise<JwtPayload> {
    checkClaimOptions(options)
    return readClaims(await verifyCompact(token, secret, options), options).payload
  }

  /**
   * The synchronous twin of {@link Jwt.decode}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED`
   * @throws JwtDecodeError when the token cannot be trusted
   */
  static decodeSync(token: string, secret: KeyOrRing, options: DecodeOptions = {}): JwtPayload {
    checkClaimOptions(options)
    return readClaims(verifyCompactSync(token, secret, options), options).payload
  }

  #header(options: EncodeOptions): SigningHeader {
    const { header = {} } = checkOptions('options', options)
    checkOptions('header', header)
    if (header.alg !== undefined && header.alg !== this.algorithm)
      throw new JwtOptionError('header.alg', 'must not differ from the algorithm given to the constructor')
    const { alg = this.algorithm, typ = 'JWT', ...rest } = header
    return { alg, typ, ...rest } as SigningHeader
  }

  #claims(payload: JwtPayload): Uint8Array {
    checkOptions('payload', payload)
    for (const claim of ['exp', 'nbf', 'iat'] as const)
      if (payload[claim] !== undefined && !Number.isFinite(payload[claim]))
        throw new JwtOptionError(
          `payload.${claim}`,
          `must be seconds since the epoch, got ${describe(payload[claim])}`,
        )
    const claims = {
      ...payload,
      iss: payload.iss ?? this.issuer,
      sub: payload.sub ?? this.subject,
      nbf: payload.nbf ?? this.#lifetime.nbf,
      exp: payload.exp ?? expiry(this.#lifetime, epochSeconds()),
    }
    return encoder.encode(stringifyJson('payload', claims))
  }
}

/**
 * Reads a token without checking its signature: for inspection only, never to decide anything.
 *
 * @throws JwtDecodeError `ERR_TOKEN_MALFORMED`, `ERR_TOKEN_TOO_LARGE`
 */
export function decodeUnverified(token: string, options: SizeOptions = {}): DecodedJwt {
  const parts = parseCompact(token, checkOptions('options', options))
  const { header, payload } = parts
  checkSignaturePart(parts)
  return { header, payload: parseJsonPart('payload', payload) }
}
