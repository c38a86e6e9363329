/** One way of doing the work of a suite: what a row of a table measures. */
export interface Contestant<Output = unknown> {
  /** The row's name, such as `fast-jwt`. */
  readonly name: string
  /** One unit of work over one input: an identity when minting, a token when verifying. */
  readonly run: (input: string) => Output | Promise<Output>
}

/** Makes a token for an identity. */
export type Minter = Contestant<string> & {
  /** What its token must hold where that is not what the suite asks for: a format of its own. */
  readonly ownFormat?: ExpectedToken | undefined
}

/** Checks a token and reads it. */
export interface Verifier<Output = unknown> extends Contestant<Output> {
  /** The claims in what `run` gave. */
  readonly read: (output: Output) => AccessClaims
  /** The floor looks at the signature alone; everybody else must refuse an expired token as well. */
  readonly signatureOnly?: boolean
}

/** What an application asks a verified access token for. */
export interface AccessClaims {
  readonly issuer: unknown
  readonly account: unknown
  readonly identity: unknown
  readonly grants: unknown
  readonly expiresAt: unknown
}

/** The header and the claims a token must have. */
export interface ExpectedToken {
  readonly header: object
  /** The claims of a token for this identity made at this second. */
  readonly claims: (identity: string, now: number) => object
  readonly secret: string
  /** The public key as PEM, where the token is signed with a key pair and not with the secret. */
  readonly publicKey?: string
}

/** Rows whose names the targets and the ratios speak of. */
export const FLOOR = 'bare floor'
export const FAST_JWT = 'fast-jwt'
export const OURS_SYNC = 'ours, sync'
export const OURS_ASYNC = 'ours, async'
/** The general class, given the same claims. */
export const OURS_JWT = 'ours, Jwt, sync'
