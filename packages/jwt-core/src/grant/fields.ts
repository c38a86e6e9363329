import { checkOptionalText, checkOptions, isRecord, refuse } from '../check.ts'
import { JwtDecodeError } from '../errors.ts'
import { checkOptionalSid, type SidPrefix } from '../sid.ts'

/** The member of the payload, and the member of that one where there is one; none is the payload itself. */
type Path = [] | [member: string] | [outer: string, inner: string]

/** One option of a grant: its place on the wire and its check. */
interface Field<Value> {
  readonly path: Path
  /** Returns the value, or throws a `JwtOptionError` that names the option. */
  readonly check: (option: string, value: unknown) => Value | undefined
}

/** A grant's table: for each option its place on the wire and its check. */
export type Fields<Options> = { readonly [Name in keyof Options]-?: Field<NonNullable<Options[Name]>> }

/** A non-empty string at `path`. */
export function text(...path: Path): Field<string> {
  return { path, check: checkOptionalText }
}

/** A SID with the prefix at `path`. */
export function sid(prefix: SidPrefix, ...path: Path): Field<string> {
  return { path, check: (option, value) => checkOptionalSid(option, value, prefix) }
}

/** A leave at `path`: true, or no member at all. */
export function flag(...path: Path): Field<boolean> {
  return {
    path,
    check(option, value) {
      if (value === undefined || typeof value === 'boolean') return value || undefined
      return refuse(option, 'true, false or left out', value)
    },
  }
}

/** An object of parameters at `path`, passed on as it is. */
export function params(...path: Path): Field<Record<string, unknown>> {
  return {
    path,
    check(option, value) {
      if (value === undefined || isRecord(value)) return value
      return refuse(option, 'an object of parameters or left out', value)
    },
  }
}

/**
 * Checks a grant's options and copies those that are set onto the grant.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readOptions<Options extends object>(
  grant: object,
  fields: Fields<Options>,
  options: Options,
): void {
  checkOptions('options', options)
  for (const name in fields) {
    const value = fields[name].check(name, options[name])
    if (value !== undefined) (grant as Record<string, unknown>)[name] = value
  }
}

/**
 * Builds the payload of a grant: each option that is set, at its place. An unset one leaves no member; one at the
 * empty path is the payload itself.
 */
export function toPayload<Options extends object>(grant: Options, fields: Fields<Options>): object {
  const payload: Record<string, unknown> = {}
  for (const name in fields) {
    const value = grant[name]
    const [outer, inner] = fields[name].path
    if (value === undefined) continue
    if (outer === undefined) return value as object
    if (inner === undefined) payload[outer] = value
    else {
      payload[outer] ??= {}
      ;(payload[outer] as Record<string, unknown>)[inner] = value
    }
  }
  return payload
}

/**
 * Reads the options back from a payload: the inverse of {@link toPayload}. Null counts as absent, as some helper
 * libraries write it so.
 *
 * @throws JwtDecodeError `ERR_CLAIM_INVALID` when a member is not what the grant may hold.
 */
export function fromPayload<Options extends object>(fields: Fields<Options>, payload: unknown): Options {
  const options: Record<string, unknown> = {}
  for (const name in fields) {
    const { path, check } = fields[name]
    let value = payload
    try {
      // Read as no limit, a payload of the wrong kind would open every room.
      for (const member of path) value = checkOptions('payload', value ?? {})[member as never]
      options[name] = check(path.join('.'), value ?? undefined)
    } catch (error) {
      throw new JwtDecodeError('ERR_CLAIM_INVALID', `the grant's ${(error as Error).message}`)
    }
  }
  return options as Options
}
