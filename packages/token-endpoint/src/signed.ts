import { Given } from '@x/jwt-core/token'
import type { Issued } from './issuer.ts'

/**
 * Marks what was issued here, unseen: such a token is base64url and dots, and stands in JSON as it is. To look at each
 * of its characters takes as long as one of the two hashes of its signature.
 */
export class Signed extends Given {
  readonly #token: string
  readonly #identity: string

  constructor(issued: Issued) {
    super(issued)
    this.#token = issued.token
    this.#identity = issued.identity
  }

  /** Whether `issued` was, and holds the same still. */
  static is(issued: Issued): boolean {
    return #token in issued && issued.#token === issued.token && issued.#identity === issued.identity
  }
}
