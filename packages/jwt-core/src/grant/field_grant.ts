import { AccessTokenGrant } from './access_token_grant.ts'
import { type Fields, fromPayload, readOptions, toPayload } from './fields.ts'

/** A class of grants with its table of options. */
interface FieldGrantType<Options extends object> {
  readonly fields: Fields<Options>
}

/**
 * A grant that is all in its table: the options a caller writes, each with its check and its place on the wire.
 * A subclass declares a static `fields` and the properties that it names.
 */
export abstract class FieldGrant<
  Key extends string,
  Payload extends object,
  Options extends object,
> extends AccessTokenGrant<Key, Payload> {
  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: Options = {} as Options) {
    super()
    readOptions(this, fieldsOf<Options>(this), options)
  }

  toPayload(): Payload {
    return toPayload(this as object as Options, fieldsOf<Options>(this)) as Payload
  }

  /**
   * Makes a grant of what stands on the wire.
   *
   * @throws JwtDecodeError `ERR_CLAIM_INVALID`
   */
  static fromPayload<Options extends object, G>(
    this: FieldGrantType<Options> & (new (options: Options) => G),
    payload: unknown,
  ): G {
    return new this(fromPayload(this.fields, payload))
  }
}

function fieldsOf<Options extends object>(grant: object): Fields<Options> {
  return (grant.constructor as unknown as FieldGrantType<Options>).fields
}
