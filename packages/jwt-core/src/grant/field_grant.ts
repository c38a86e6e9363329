import { type OptionTable, readOptions, refuse } from '../options.ts'
import { AccessTokenGrant } from './access_token_grant.ts'
import { buildPayload, type Fields, fromPayload, refuseMember } from './fields.ts'
import { FIXED_PAYLOAD, Kept } from './fixed_payload.ts'

/** A class of grants with its key and its table of options. */
export interface FieldGrantType<Key extends string = string, Options extends object = object> {
  readonly key: Key
  readonly fields: Fields<Options>
}

/**
 * A grant that is all in its table: the options a caller writes, each with its check and its place on the wire.
 * A subclass has a static `key` and a static `fields`, and declares (`declare readonly`) the properties they name.
 * Options are read once, and a grant does not change afterwards.
 *
 * @example
 * ```ts
 * class BotGrant extends FieldGrant<'bot', { room?: string }, { room?: string }> {
 *   static readonly key = 'bot'
 *   static readonly fields: Fields<{ room?: string }> = { room: text('room', { limits: true }) }
 *   declare readonly room?: string
 * }
 * ```
 */
export abstract class FieldGrant<
  Key extends string,
  Payload extends object,
  Options extends object,
> extends AccessTokenGrant<Key, Payload> {
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.FieldGrant'
  declare readonly key: Key

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: Options = {} as Options) {
    super()
    const { key, fields } = new.target as unknown as FieldGrantType<Key, Options>
    const read = readOptions('options', options, fields as unknown as OptionTable<Options>)
    const members = this as Record<string, unknown>
    members.key = key
    for (const name in read) if (read[name] !== undefined) members[name] = read[name]
    new Kept(this, buildPayload(read, fields))
    // A subclass of a grant that stands may add fields of its own.
    if (Object.hasOwn(new.target, 'fields')) Object.freeze(this)
  }

  /** @internal */
  get [FIXED_PAYLOAD](): object | undefined {
    return Kept.of(this)
  }

  toPayload(): Payload {
    return (Kept.of(this) ?? rebuild(this)) as Payload
  }

  /**
   * Makes a grant of what stands on the wire.
   *
   * @throws JwtDecodeError `ERR_CLAIM_INVALID`
   */
  static fromPayload<Options extends object, G>(
    this: FieldGrantType<string, Options> & (new (options: Options) => G),
    payload: unknown,
  ): G {
    const options = fromPayload(this.key, this.fields, payload)
    try {
      return new this(options)
    } catch (error) {
      // What the class asks of its options together: here it is the token that does not fit.
      return refuseMember((error as Error).message, this.key)
    }
  }
}

/** A proxy of a grant, as view libraries make them, keeps nothing: what it shows is checked as options are. */
function rebuild(grant: object): object {
  const { fields } = grant.constructor as unknown as FieldGrantType
  // Without its class nobody knows which members are missing, and each that is opens more.
  if (!fields) refuse('grant', 'an object of its class: copies of its members are no grant', grant)
  const shown: Record<string, unknown> = {}
  for (const name in fields) {
    const value = (grant as Readonly<Record<string, unknown>>)[name]
    if (value !== undefined) shown[name] = value
  }
  return buildPayload(readOptions('grant', shown, fields as unknown as OptionTable<object>), fields)
}
