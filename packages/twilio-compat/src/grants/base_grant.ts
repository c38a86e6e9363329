/** The base class of grants. Subclass it for a grant of your own. */
// The first parameter is twilio's, for code that names it; nothing is made of it.
export abstract class BaseGrant<_TOptions, TPayload, TKey> {
  key: TKey

  protected constructor(key: TKey) {
    this.key = key
  }

  abstract toPayload(): TPayload
}
