import { isBranded } from '../brand.ts'
import { JwtOptionError } from '../errors.ts'
import { stringifyJson } from '../json.ts'
import { type Algorithm, checkAlgorithm } from '../jws/algorithms.ts'
import type { JwtHeader } from '../jws/compact.ts'
import type { SigningHeader } from '../jws/family.ts'
import { SIGNING, VERIFYING } from '../jws/key_pairs.ts'
import { checkHeader, signToken } from '../jws/signing.ts'
import { BY_ISSUER_OR_KID, verifyToken } from '../jws/verification.ts'
import { invalidKey, keyFamily } from '../keys/key.ts'
import { isKeyRing, type KeyOrRing, takeKeyOrRing } from '../keys/key_ring.ts'
import {
  type Check,
  checkName,
  isPlain,
  isSimple,
  type OptionTable,
  ofOption,
  optional,
  readOptions,
  refuse,
} from '../options.ts'
import { keepShape } from '../shapes.ts'
import { MAX_DEPTH } from '../token/limits.ts'
import { now } from '../waiting.ts'
import { checkSignedClaims, type JwtPayload, ownClaim } from './claims.ts'
import { DECODE_OPTIONS, type DecodeOptions, readClaims } from './decoding.ts'
import {
  checkAlive,
  epochSeconds,
  expiry,
  LIFETIME_OPTIONS,
  type Lifetime,
  type LifetimeOptions,
  resolveLifetime,
} from './lifetime.ts'

export interface JwtOptions extends LifetimeOptions {
  /** The `iss` claim. */
  readonly issuer?: string | undefined
  /** The `sub` claim. */
  readonly subject?: string | undefined
  /** Default `HS256`. */
  readonly algorithm?: Algorithm | undefined
}

const JWT_OPTIONS: OptionTable<JwtOptions> = {
  ...LIFETIME_OPTIONS,
  issuer: optional(checkName),
  subject: optional(checkName),
  algorithm: optional(checkAlgorithm),
}

export interface EncodeOptions {
  /** Header members beside `alg` and `typ`, such as `kid` or `cty`. */
  readonly header?: JwtHeader | undefined
}

const checkHeaderOption: Check<JwtHeader> = (option, value) =>
  isPlain(value) ? { ...value } : refuse(option, 'a plain object', value)

const ENCODE_OPTIONS: OptionTable<EncodeOptions> = { header: optional(checkHeaderOption) }

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
  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.Jwt'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  readonly #key: KeyOrRing
  readonly #lifetime: Lifetime
  readonly #claims: { readonly iss: string | undefined; readonly sub: string | undefined }
  readonly #header: SigningHeader
  /** The last header that was asked for, in a copy, and what it came to: a service asks for the same one all day. */
  #lastHeader: { readonly given: JwtHeader; readonly header: SigningHeader } | undefined
  readonly issuer: string | undefined
  readonly subject: string | undefined
  readonly algorithm: Algorithm

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID` */
  constructor(secretKey: KeyOrRing, options: JwtOptions = {}) {
    const read = readOptions<JwtOptions>('options', options, JWT_OPTIONS)
    const { algorithm = 'HS256', issuer, subject } = read
    // Frozen, so that it is encoded once for many tokens.
    this.#header = Object.freeze({ alg: algorithm, typ: 'JWT' })
    this.#key = takeKeyOrRing('secretKey', secretKey)
    this.#lifetime = resolveLifetime(read)
    this.#claims = { iss: issuer, sub: subject }
    this.algorithm = algorithm
    this.issuer = issuer
    this.subject = subject
    if (!isKeyRing(this.#key)) {
      const use = SIGNING[keyFamily(this.#key)]('secretKey', this.#key)
      if (!use.algorithms.includes(algorithm))
        throw invalidKey('secretKey', `is a key that cannot sign ${algorithm}`)
    }
    // What was checked is what signs; a subclass may still add fields of its own.
    if (isJwt(new.target)) Object.freeze(this)
  }

  /**
   * Signs `payload` as a token. `iss`, `sub`, `exp` and `nbf` in the payload win over the constructor's.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, also for a token that could
   * never live
   */
  async encode(payload: JwtPayload, options: EncodeOptions = {}): Promise<string> {
    return this.#sign(payload, options)
  }

  /**
   * The synchronous twin of {@link Jwt.encode}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED`
   * @throws JwtOptionError as {@link Jwt.encode}
   */
  encodeSync(payload: JwtPayload, options: EncodeOptions = {}): string {
    return now(this.#sign(payload, options))
  }

  /**
   * Verifies a token and returns its claims.
   *
   * @throws JwtDecodeError when the token cannot be trusted
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  static async decode(token: string, secret: KeyOrRing, options: DecodeOptions = {}): Promise<JwtPayload> {
    return decode(token, secret, options)
  }

  /**
   * The synchronous twin of {@link Jwt.decode}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED`
   * @throws JwtDecodeError when the token cannot be trusted
   */
  static decodeSync(token: string, secret: KeyOrRing, options: DecodeOptions = {}): JwtPayload {
    return now(decode(token, secret, options))
  }

  #sign(payload: JwtPayload, options: EncodeOptions): string | PromiseLike<string> {
    const { header: given } = readOptions<EncodeOptions>('options', options, ENCODE_OPTIONS)
    const header = given === undefined ? this.#header : this.#headerWith(given)
    const claims = this.#claimsOf(payload)
    const ids = () => [ownClaim(claims, 'iss'), header.kid]
    const json = stringifyJson('payload', claims)
    // After that they are known to have no circle.
    checkWritten('payload', claims)
    return signToken(header, json, this.#key, SIGNING, ids)
  }

  #headerWith(given: JwtHeader): SigningHeader {
    const last = this.#lastHeader
    if (last !== undefined && isSameFlat(given, last.given)) return last.header
    const { alg } = this.#header
    if (given.alg !== undefined && given.alg !== alg)
      throw new JwtOptionError('header.alg', 'must be the algorithm given to the constructor')
    const { alg: _, typ = 'JWT', ...rest } = given
    checkWritten('header', rest)
    // Frozen, so that it is encoded once.
    const header = checkHeader(Object.freeze({ alg, typ, ...rest }))
    this.#lastHeader = { given, header }
    return header
  }

  #claimsOf(payload: JwtPayload): JwtPayload {
    const claims = takeClaims(payload)
    const { iss, sub } = this.#claims
    const { nbf, allowExpired } = this.#lifetime
    const signed = epochSeconds()
    complete(claims, 'iss', iss)
    complete(claims, 'sub', sub)
    complete(claims, 'nbf', nbf)
    const isOwn = !complete(claims, 'exp', expiry(this.#lifetime, signed))
    checkSignedClaims(claims)
    checkAlive(
      isOwn ? 'payload.exp' : 'nbf',
      claims.exp as number,
      ownClaim(claims, 'nbf'),
      signed,
      allowExpired,
    )
    return keepShape('claims', claims)
  }
}

/** Sets a claim that is not there, or null; and says so. What somebody put on every object is no claim. */
function complete<Claim extends keyof JwtPayload>(
  claims: JwtPayload,
  claim: Claim,
  value: JwtPayload[Claim],
): boolean {
  if (ownClaim(claims, claim) != null) return false
  if (value !== undefined || Object.hasOwn(claims, claim)) claims[claim] = value
  return true
}

/** Whether two headers say the same, in the same order, with nothing in them that could change. */
function isSameFlat(one: JwtHeader, other: JwtHeader): boolean {
  const names = Object.keys(one)
  const others = Object.keys(other)
  if (names.length !== others.length) return false
  return names.every((name, at) => {
    const value = one[name]
    return isSimple(value) && name === others[at] && value === other[name]
  })
}

// Outside the class: CommonJS renames a class that names itself.
function isJwt(type: unknown): boolean {
  return type === Jwt
}

/**
 * The claims of a payload, each read once. What JSON would leave out is refused: a Map, a Date, members that are not
 * enumerable or come from a class, and what writes itself otherwise.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
function takeClaims(payload: unknown): JwtPayload {
  try {
    if (!isPlain(payload)) return refuse('payload', 'a plain object', payload)
    return { ...payload }
  } catch (cause) {
    throw ofOption('payload', 'cannot be read', cause)
  }
}

/**
 * Refuses what JSON does not write as it stands there: a Map, a class instance with accessors, NaN, a hole in a list, an
 * object that writes itself as another, and objects nested so deep that no reader takes them. What writes itself as text
 * is a Date, a URL and the like.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
function checkWritten(option: string, holder: object, depth = 0): void {
  if (depth === MAX_DEPTH) throw new JwtOptionError(option, 'is nested too deep')
  const isList = Array.isArray(holder)
  const names = isList ? undefined : Object.keys(holder)
  const { length } = names ?? (holder as readonly unknown[])
  // By index, since there are holes in lists, and this is done for every claim.
  for (let at = 0; at < length; at++) {
    const name = names === undefined ? at : (names[at] as string)
    const value = (holder as Readonly<Record<PropertyKey, unknown>>)[name]
    if (isSimple(value) ? isList && value === undefined : !isWritten(option, value, depth))
      refuse(option, `plain JSON, as ${name} is not`, value)
  }
}

/** Whether JSON writes an object as it is, or as text. */
function isWritten(option: string, value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { toJSON } = value as { readonly toJSON?: unknown }
  const isList = Array.isArray(value)
  if (typeof toJSON === 'function') return !isList && typeof toJSON.call(value) === 'string'
  // To ask of an ordinary object whether something in it is hidden takes longer than to write it.
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype && !isPlain(value)) return false
  checkWritten(option, value, depth + 1)
  return true
}

function decode(
  token: string,
  secret: KeyOrRing,
  options: DecodeOptions,
): JwtPayload | PromiseLike<JwtPayload> {
  const read = readOptions<DecodeOptions>('options', options, DECODE_OPTIONS)
  return verifyToken(
    token,
    takeKeyOrRing('secret', secret),
    read,
    VERIFYING,
    BY_ISSUER_OR_KID,
    (verified) => readClaims(verified, read).payload,
  )
}
