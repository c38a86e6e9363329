import { isBranded } from '../brand.ts'
import { isRecord } from '../options.ts'

/**
 * What an access token takes as a grant: anything with a key and a payload, whichever copy of whichever package
 * made it.
 */
export interface Grant<Key extends string = string, Payload extends object = object> {
  /** The member of the `grants` claim that this grant fills, such as `video`. */
  readonly key: Key
  /** The grant as it stands on the wire. */
  toPayload(): Payload
}

/** A grant class that can be read back from a verified token. */
export interface GrantType<G extends Grant = Grant> {
  /** The member of the `grants` claim to read. */
  readonly key: G['key']
  /** Makes a grant of what stands on the wire; without it the constructor is given the payload. */
  readonly fromPayload?: (payload: never) => object
  new (options: never): G
}

/**
 * The base class of grants. Subclass it for a grant of your own; a static `key` lets `verified.grant(YourGrant)`
 * find it, and a static `fromPayload` is needed only where the constructor takes something else than the payload.
 *
 * @example
 * ```ts
 * class BotGrant extends AccessTokenGrant<'bot', { level: number }> {
 *   static readonly key = 'bot'
 *   readonly key = 'bot'
 *   constructor(readonly options: { level: number }) { super() }
 *   toPayload() { return { level: this.options.level } }
 * }
 * ```
 */
export abstract class AccessTokenGrant<Key extends string = string, Payload extends object = object>
  implements Grant<Key, Payload>
{
  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.AccessTokenGrant'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  abstract readonly key: Key
  abstract toPayload(): Payload
}

/** Tells whether `value` can be added to an access token. */
export function isGrant(value: unknown): value is Grant {
  return (
    isRecord(value) &&
    typeof value.key === 'string' &&
    value.key !== '' &&
    typeof value.toPayload === 'function'
  )
}
