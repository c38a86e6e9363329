import { isBranded } from '@x/jwt-core/token'

/** The base class of grants. Subclass it for a grant of your own. */
// The first parameter is twilio's, for code that names it; nothing is made of it.
export abstract class BaseGrant<_TOptions, TPayload, TKey> {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.BaseGrant'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  static {
    // twilio's name for it, which `AccessToken.Grant` shares with the type here.
    Object.defineProperty(this, 'name', { value: 'Grant' })
  }

  key: TKey

  protected constructor(key: TKey) {
    this.key = key
  }

  abstract toPayload(): TPayload
}
