import { AccessToken, type AccessTokenOptions } from '@x/access-token/mint'
import {
  checkSid,
  checkText,
  epochSeconds,
  JwtOptionError,
  type KeyOrRing,
  type OptionTable,
  optional,
  readOptions,
  refuse,
} from '@x/jwt-core/token'
import { createKeyUses, type KeyUse } from './key_uses.ts'
import { type Permit, readPermit } from './permit.ts'

/** An account and the API key that signs for it. A subaccount needs a key of its own. */
export interface IssuerCredentials {
  readonly accountSid: string
  readonly apiKeySid: string
  /** The API key's secret, or a key ring or resolver of `@x/jwt-core` that holds it under `apiKeySid`. */
  readonly apiKeySecret: KeyOrRing
  /** The region that made the API key, such as `ie1`; US1 when left out. */
  readonly region?: string | undefined
}

/** Finds a tenant's credentials; asked for each token. The tenant is undefined where the permit names none. */
export type FindCredentials = (tenant: string | undefined) => Promise<IssuerCredentials> | IssuerCredentials

export interface IssuerOptions {
  /** Makes the id of each token, such as `() => crypto.randomUUID()`. Default `<apiKeySid>-<epoch seconds>`. */
  readonly jti?: (() => string) | undefined
}

/** A token that was made. */
export interface Issued {
  readonly token: string
  readonly identity: string
  /** Seconds since the epoch. */
  readonly expiresAt: number
  readonly jti: string
}

/** Makes the tokens of permits. */
export interface Issuer {
  /**
   * @throws JwtOptionError of what is wrong with the permit or the credentials
   * @throws JwtError `ERR_KEY_UNAVAILABLE` when a key resolver fails
   */
  issue(permit: Permit): Promise<Issued>
  /**
   * The keys that this issuer signed living tokens with, the one it used last at the end. A key may be retired when
   * its `retireAt` has passed in every process that issues.
   */
  keys(): readonly KeyUse[]
}

/** Those made here, of which is known what they give: a token is base64url and dots, an identity text, an end a number. */
const signing = /* @__PURE__ */ new WeakSet<Issuer['issue']>()

/** Whether this is the function of an issuer made here, with nobody's own around it. */
export function isOurs(issue: Issuer['issue']): boolean {
  return signing.has(issue)
}

/** What {@link AccessToken} calls what has another name here. */
const NAMES: Readonly<Record<string, string>> = {
  signingKeySid: 'apiKeySid',
  secret: 'apiKeySecret',
  validUntil: 'ttl',
}

function inOwnTerms<Result>(call: () => Result): Result {
  try {
    return call()
  } catch (error) {
    const name = error instanceof JwtOptionError ? NAMES[error.option] : undefined
    if (name === undefined) throw error
    const { option, message, code } = error as JwtOptionError
    throw new JwtOptionError(name, message.slice(option.length + 1), code, { cause: error })
  }
}

const CREDENTIALS: OptionTable<IssuerCredentials> = {
  accountSid: (option, value) => checkSid(option, value, 'AC'),
  apiKeySid: (option, value) => checkSid(option, value, 'SK'),
  // The token checks it itself.
  apiKeySecret: (_, value) => value as KeyOrRing,
  region: optional(checkText),
}

const OPTIONS: OptionTable<IssuerOptions> = {
  jti: optional((option, value) =>
    typeof value === 'function'
      ? (value as () => string)
      : refuse(option, 'a function that makes an id', value),
  ),
}

function readCredentials(credentials: unknown): IssuerCredentials {
  return readOptions<IssuerCredentials>('credentials', credentials, CREDENTIALS)
}

function createToken(
  { accountSid, apiKeySid, apiKeySecret, region }: IssuerCredentials,
  options: AccessTokenOptions,
): AccessToken {
  // Without what is not there: each option that is named is read.
  const named = region === undefined ? options : { ...options, region }
  return inOwnTerms(() => new AccessToken(accountSid, apiKeySid, apiKeySecret, named))
}

/**
 * Makes an issuer for one account, or for many: then the function finds the credentials of a permit's tenant. It is
 * asked for each token, so a key that it gives anew signs the next one.
 *
 * @example
 * ```ts
 * const issuer = createIssuer({ accountSid, apiKeySid, apiKeySecret })
 * const issuer = createIssuer(async (tenant) => await vault.credentialsOf(tenant))
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`
 */
export function createIssuer(
  credentials: IssuerCredentials | FindCredentials,
  options: IssuerOptions = {},
): Issuer {
  const find = typeof credentials === 'function' ? checked(credentials) : fixed(credentials)
  const { jti: makeJti } = readOptions<IssuerOptions>('options', options, OPTIONS)
  const uses = createKeyUses()

  async function issue(permit: Permit): Promise<Issued> {
    const { identity, grants, ttl = 3600, tenant } = readPermit(permit)
    const given = find(tenant)
    const found = 'then' in given ? await given : given
    const now = epochSeconds()
    const jti = makeJti?.() ?? `${found.apiKeySid}-${now}`
    const expiresAt = now + ttl
    const made = createToken(found, { identity, grants, jti, validUntil: expiresAt })
    // Before it is signed: no token may outlive the time that was told.
    uses.add(found.accountSid, found.apiKeySid, now, expiresAt)
    return { token: await made.toJwt(), identity, expiresAt, jti }
  }

  signing.add(issue)
  return { issue, keys: () => uses.living() }
}

/** What the app's function gives, checked each time. */
function checked(find: FindCredentials): FindCredentials {
  return async (tenant) => readCredentials(await find(tenant))
}

/** One account's credentials, checked now and not at the first token. */
function fixed(credentials: IssuerCredentials): FindCredentials {
  const kept = readCredentials(credentials)
  createToken(kept, { identity: 'nobody', grants: [] })
  return () => kept
}
