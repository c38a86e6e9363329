import { checkOptionalText, checkOptions, describe, isRecord } from '../check.ts'
import { JwtDecodeError, JwtOptionError } from '../errors.ts'
import { checkOptionalSid, type SidPrefix } from '../sid.ts'

/** One option of a grant: its place on the wire and its check. */
interface Field<Value> {
  /** Member names from the grant's payload down, such as `['outgoing', 'application_sid']`. */
  readonly path: readonly string[]
  /** Returns the value, or throws a `JwtOptionError` that names the option. */
  readonly check: (option: string, value: unknown) => Value | undefined
}

/** A grant's table: for each option its place on the wire and its check. */
export type Fields<Options> = { readonly [Name in keyof Options]-?: Field<NonNullable<Options[Name]>> }

/** A non-empty string at `path`. */
export function text(...path: string[]): Field<string> {
  return { path, check: checkOptionalText }
}

/** A SID with the prefix at `path`. */
export function sid(prefix: SidPrefix, ...path: string[]): Field<string> {
  return { path, check: (option, value) => checkOptionalSid(option, value, prefix) }
}

/** A leave at `path`: true, or no member at all. */
export function flag(...path: string[]): Field<boolean> {
  return {
    path,
    check(option, value) {
      if (value === undefined || typeof value === 'boolean') return value || undefined
      throw new JwtOptionError(option, `must be true, false or left out, got ${describe(value)}`)
    },
  }
}

/** An object of parameters at `path`, passed on as it is. */
export function params(...path: string[]): Field<Record<string, unknown>> {
  return {
    path,
    check(option, value) {
      if (value === undefined || isRecord(value)) return value
      throw new JwtOptionError(option, `must be an object of parameters or left out, got ${describe(value)}`)
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
    if (value === undefined) continue
    const { path } = fields[name]
    if (path.length === 0) return value as object
    const last = path.length - 1
    let parent = payload
    for (let depth = 0; depth < last; depth++) {
      const member = path[depth] as string
      parent[member] ??= {}
      parent = parent[member] as Record<string, unknown>
    }
    parent[path[last] as string] = value
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
    let value: unknown = payload
    for (const member of fields[name].path) value = isRecord(value) ? value[member] : undefined
    try {
      options[name] = fields[name].check(fields[name].path.join('.'), value ?? undefined)
    } catch (error) {
      throw new JwtDecodeError('ERR_CLAIM_INVALID', `the grant's ${(error as Error).message}`)
    }
  }
  return options as Options
}
