import { JwtDecodeError } from '../errors.ts'
import {
  type Check,
  checkFlag,
  checkList,
  checkName,
  copyJson,
  isRecord,
  type OptionTable,
  optional,
  readOptions,
  refuse,
} from '../options.ts'
import { checkSid, type SidPrefix } from '../token/sids.ts'

/** What kind of value a member holds. */
export type FieldKind = 'text' | 'sid' | 'choice' | 'flag' | 'params'

/** One option of a grant: its place on the wire, its kind and its check. */
export interface Field<Value = unknown> {
  /** The member of the payload, and the one within it where there are two; none where it is the payload itself. */
  readonly path: readonly string[]
  readonly kind: FieldKind
  /** What a SID begins with. */
  readonly prefix?: SidPrefix | undefined
  /** The texts that a choice allows, or a SID beside SIDs. */
  readonly values: readonly string[]
  /** Whether the product does nothing without it; of a member within another, without it where that other is. */
  readonly needed: boolean
  /** Returns the value, or throws a `JwtOptionError` that names the option. */
  readonly check: Check<Value | undefined>
}

/** What may be said of a field. */
export interface FieldOptions {
  /** Whether the product does nothing without it. Default false. */
  readonly needed?: boolean
  /**
   * Whether leaving it out gives the bearer more. Present as undefined it is then refused, so that a variable that was
   * never set does not open everything. Default false.
   */
  readonly limits?: boolean
}

/** What may be said of the field of a SID. */
export interface SidFieldOptions extends FieldOptions {
  /** Texts that it takes beside SIDs. Default none. */
  readonly values?: readonly string[]
}

const FIELD_OPTIONS: OptionTable<FieldOptions> = { needed: checkFlag, limits: checkFlag }

const SID_OPTIONS: OptionTable<SidFieldOptions> = {
  needed: checkFlag,
  limits: checkFlag,
  values: (option, value) => checkList(option, value, 'a list of texts', (text) => typeof text === 'string'),
}

/** A grant's table: for each option its place on the wire, its kind and its check. */
export type Fields<Options> = { readonly [Name in keyof Options]-?: Field<NonNullable<Options[Name]>> }

function field<Value>(
  kind: FieldKind,
  path: string,
  check: Check<Value | undefined>,
  options: FieldOptions = {},
  values: readonly string[] = [],
  prefix?: SidPrefix,
): Field<Value> {
  // Those of a SID were read.
  const { needed = false, limits = false } = prefix ? options : readOptions('options', options, FIELD_OPTIONS)
  return {
    path: path === '' ? [] : path.split('.'),
    kind,
    prefix,
    values,
    needed,
    check: limits ? present(check) : optional(check),
  }
}

function present<Value>(check: Check<Value>): Check<Value> {
  return (option, value) =>
    value === undefined
      ? refuse(option, 'set: leave it out where nothing is to be limited', value)
      : check(option, value)
}

/** A non-empty string at `path`, whose members are joined by a dot. */
export function text(path: string, options?: FieldOptions): Field<string> {
  return field('text', path, (option, value) => checkName(option, value), options)
}

/** A SID with the prefix at `path`, or one of `options.values`. */
export function sid(prefix: SidPrefix, path: string, options: SidFieldOptions = {}): Field<string> {
  const read = readOptions('options', options, SID_OPTIONS)
  const { values = [] } = read
  const check: Check<string> = (option, value) =>
    values.includes(value as string) ? (value as string) : checkSid(option, value, prefix)
  return field('sid', path, check, read, values, prefix)
}

/** One of some texts at `path`. */
export function choice<Value extends string>(
  values: readonly Value[],
  path: string,
  options?: FieldOptions,
): Field<Value> {
  const check: Check<Value> = (option, value) =>
    values.includes(value as Value) ? (value as Value) : refuse(option, values.join(' or '), value)
  return field('choice', path, check, options, values)
}

/** A leave at `path`: true, or no member at all. */
export function flag(path: string, options?: FieldOptions): Field<boolean> {
  return field('flag', path, (option, value) => checkFlag(option, value) || undefined, options)
}

/** An object at `path`, passed on as it is; the path may be empty: then it is the payload itself. */
export function params(path: string, options?: FieldOptions): Field<Record<string, unknown>> {
  const check: Check<Record<string, unknown>> = (option, value) => {
    const copy = isRecord(value) ? copyJson(option, value) : value
    return isRecord(copy) ? copy : refuse(option, 'an object that can be written as JSON', value)
  }
  return field('params', path, check, options)
}

/**
 * Builds the payload of a grant, frozen: each option that is set, at its place. An unset one leaves no member; one at
 * the empty path is the payload itself.
 */
export function buildPayload<Options extends object>(options: Options, fields: Fields<Options>): object {
  const payload: Record<string, unknown> = {}
  for (const name in fields) {
    const value = options[name]
    if (value === undefined) continue
    const { path } = fields[name]
    const outer = path[0]
    const inner = path[1]
    if (outer === undefined) return value as object
    if (inner === undefined) payload[outer] = value
    else {
      payload[outer] ??= {}
      ;(payload[outer] as Record<string, unknown>)[inner] = value
    }
  }
  for (const name in payload) Object.freeze(payload[name])
  return Object.freeze(payload)
}

/**
 * Reads the options back from a payload: the inverse of {@link buildPayload}. A null member counts as absent, as some
 * helper libraries write it so; members that the table does not know are left alone.
 *
 * @throws JwtDecodeError `ERR_CLAIM_INVALID` when the payload or a member is not what the grant may hold
 */
export function fromPayload<Options extends object>(
  key: string,
  fields: Fields<Options>,
  payload: unknown,
): Options {
  const options: Record<string, unknown> = {}
  for (const name in fields) {
    const { path, check } = fields[name]
    // Read as no limit, a payload of the wrong kind would open every room.
    let value: unknown = readObject(key, payload)
    for (const [depth, member] of path.entries())
      value = (depth === 0 ? readObject(key, value) : readObject(`${key}.${path[0]}`, value ?? {}))[member]
    if (value === undefined || value === null) continue
    try {
      options[name] = check(path.join('.'), value)
    } catch (error) {
      refuseMember((error as Error).message, key)
    }
  }
  return options as Options
}

function readObject(where: string, value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : refuseMember(`${where} must be an object`, where)
}

/** @throws JwtDecodeError `ERR_CLAIM_INVALID`, always */
export function refuseMember(problem: string, where: string): never {
  throw new JwtDecodeError('ERR_CLAIM_INVALID', `the grant's ${problem}`, { claim: `grants.${where}` })
}
