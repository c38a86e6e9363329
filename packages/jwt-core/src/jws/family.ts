import type { HmacSecret, Key } from '../keys/key.ts'
import type { Algorithm } from './algorithms.ts'
import type { CompactParts, JwtHeader } from './compact.ts'

/** A header whose algorithm is settled. */
export type SigningHeader = JwtHeader & { readonly alg: Algorithm }

/** A key that signs. */
export interface SigningKey {
  /** The algorithms it can be used with. */
  readonly algorithms: readonly Algorithm[]
  /** The whole compact token; text stands for its UTF-8 bytes. */
  readonly sign: (header: SigningHeader, payload: string | Uint8Array) => string | PromiseLike<string>
}

/** A key that verifies. */
export interface VerifyingKey {
  /** The algorithms it can be used with, whether or not the token names one of them. */
  readonly algorithms: readonly Algorithm[]
  /** The secret, where it is one. */
  readonly secret?: HmacSecret
  readonly verify: (alg: Algorithm, parts: CompactParts) => boolean | PromiseLike<boolean>
}

/**
 * Says what can be done with a key of one family of algorithms.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export type ReadKey<Use> = (option: string, key: Key) => Use

/**
 * The families a caller can use, by what `keyFamily` calls them. Signing and verifying are handed theirs, so that a
 * bundle holds no code of a family, or of a direction, that it does not use.
 */
export interface Families<Use> {
  readonly hmac: ReadKey<Use>
  readonly pair?: ReadKey<Use>
}
