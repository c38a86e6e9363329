import { JwtError, JwtOptionError } from './errors.ts'
import { MAX_DEPTH } from './token/limits.ts'

/** Says what kind of value was got, never the value itself: it may be a secret in the wrong place. */
export function describe(value: unknown): string {
  if (value === '') return 'an empty string'
  if (typeof value === 'string') return `a string of ${value.length} characters`
  if (Array.isArray(value)) return 'an array'
  return value === undefined || value === null ? `${value}` : `a value of type ${typeof value}`
}

/**
 * Refuses an option: it must be `expected`, and what was got is described.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, always
 */
export function refuse(option: string, expected: string, value: unknown): never {
  throw new JwtOptionError(option, `must be ${expected}, got ${describe(value)}`)
}

/** What is wrong with a value that JSON cannot hold, or that throws when it is asked. */
export const NO_JSON = 'cannot be written as JSON'

/** The error for what somebody's object threw: one of ours as it is, any other as the cause of one. */
export function ofOption(option: string, problem: string, cause: unknown): JwtError {
  return cause instanceof JwtError ? cause : new JwtOptionError(option, problem, undefined, { cause })
}

/** Tells whether `value` is an object with members: no null, no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The check of one option: gives the value to use, or throws a `JwtOptionError` that names the option. */
export type Check<Value = unknown> = (option: string, value: unknown) => Value

/** Every option that a function knows, each with its check. */
export type OptionTable<Options> = {
  readonly [Name in keyof Options]-?: Check<Options[Name]>
}

/** Makes an object without a prototype's members; V8 makes one quicker by a constructor than by `Object.create(null)`. */
const Bare = /* @__PURE__ */ (() => {
  function Bare() {}
  Bare.prototype = Object.freeze(Object.create(null))
  return Bare as unknown as new () => Record<string, unknown>
})()

/**
 * Reads an options argument: each option once, checked, into an object of its own, so that nothing its owner does
 * later changes what was checked. An option that is not in the table is refused, since a misspelt one would not do
 * what its caller thinks it does; own names count and those of the object's class, also with the value undefined, and
 * symbols. What the object throws while it is read is the cause of an error of ours.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readOptions<Options extends object>(
  option: string,
  options: unknown,
  table: OptionTable<Options>,
): Options {
  if (!isRecord(options)) return refuse(option, 'an object of options', options)
  // Without a prototype: what somebody put on every object is no option.
  const read = new Bare()
  let at = option
  try {
    // The options themselves are never `Object.prototype`, whatever a query that was parsed into them says.
    for (
      let level: object = options;
      level === options || isClass(level);
      level = Object.getPrototypeOf(level)
    )
      for (const name of ownKeys(level))
        if (Object.hasOwn(table, name)) {
          at = name as string
          if (!(at in read)) read[at] = checkOf(table, at)(at, options[at])
        } else if (level === options ? name !== Symbol.toStringTag : isMember(level, name))
          refuseUnknown(option, String(name), Object.keys(table))
  } catch (cause) {
    throw ofOption(at, 'cannot be read', cause)
  }
  keepShapeOf(table, read)
  return read as Options
}

/** For each table an object of the shape in which options first came: `keepShape` says why. It holds none of their values. */
const shapes = /* @__PURE__ */ new WeakMap<object, object>()

function keepShapeOf(table: object, read: object): void {
  if (shapes.has(table)) return
  const shape = new Bare()
  for (const name in read) shape[name] = undefined
  shapes.set(table, shape)
}

/** As `Reflect.ownKeys`, in half of the time: V8 has quick ways for each of the two. */
function ownKeys(object: object): PropertyKey[] {
  // Spread: `concat` takes as long as the half that is saved.
  return [...Object.getOwnPropertyNames(object), ...Object.getOwnPropertySymbols(object)]
}

function checkOf(table: object, name: string): Check {
  // The table of a grant has more of each option than its check.
  const entry = (table as Readonly<Record<string, Check | { readonly check: Check }>>)[name]
  return typeof entry === 'function' ? entry : (entry as { readonly check: Check }).check
}

/**
 * Whether a name of a class is no method. By `valueOf` the built-in classes are known whose objects stand for a value,
 * as a `Date` does.
 */
function isMember(level: object, name: PropertyKey): boolean {
  return name === 'valueOf' || typeof Object.getOwnPropertyDescriptor(level, name)?.value !== 'function'
}

/** Whether this is something that an object inherits from, other than `Object.prototype`, of whichever realm. */
function isClass(level: object | null): level is object {
  return level !== null && !(Object.getPrototypeOf(level) === null && Object.hasOwn(level, 'isPrototypeOf'))
}

/** Tells whether the members of an object are all that there is to it: what JSON shows of it, or `Object.keys`. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value) || typeof value.toJSON === 'function') return false
  if (ownKeys(value).length > Object.keys(value).length) return false
  for (let level = Object.getPrototypeOf(value); isClass(level); level = Object.getPrototypeOf(level))
    if (ownKeys(level).some((name) => isMember(level, name))) return false
  return true
}

function refuseUnknown(option: string, name: string, known: readonly string[]): never {
  const [nearest] = [...known].sort((a, b) => difference(name, a) - difference(name, b))
  throw new JwtOptionError(
    name,
    `is not known in ${option}: did you mean ${nearest}? It takes ${known.join(', ')}`,
  )
}

/** How many letters one of two names has and the other has not: none where two letters are swapped. */
function difference(name: string, other: string): number {
  let rest = other.toLowerCase()
  let more = 0
  for (const letter of name.toLowerCase().slice(0, 64)) {
    const without = rest.replace(letter, '')
    more += without === rest ? 1 : 0
    rest = without
  }
  return more + rest.length
}

/** An option that may be absent, or present as undefined. */
export function optional<Value>(check: Check<Value>): Check<Value | undefined> {
  return (option, value) => (value === undefined ? value : check(option, value))
}

/**
 * A non-empty string. Undefined is refused too: it is for options whose absence widens a right, so that a variable
 * that was never set is not taken for leave to do everything.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkText(option: string, value: unknown, expected = 'a non-empty string'): string {
  return typeof value === 'string' && value !== '' ? value : refuse(option, expected, value)
}

/** As {@link checkText}, for an option that may be absent. */
export const checkOptionalText: Check<string | undefined> = /* @__PURE__ */ optional(checkText)

/** What JavaScript makes of a value that is missing, or of an object, where a text is put together. */
export const NOTHING: RegExp = /^(?:undefined|null|NaN|\[object [A-Za-z]+\])$/

/**
 * A non-empty string that is not the text of nothing, such as `undefined`: what a missing value becomes on its way
 * through a template or a query.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkName(option: string, value: unknown, expected?: string): string {
  const text = checkText(option, value, expected)
  if (NOTHING.test(text))
    throw new JwtOptionError(option, `is the text '${text}': a value was missing where it was made`)
  return text
}

/**
 * A list, each item checked; a copy of it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkList<Item>(
  option: string,
  value: unknown,
  expected: string,
  isItem: (item: unknown) => boolean,
): readonly Item[] {
  if (!Array.isArray(value)) return refuse(option, expected, value)
  // A copy first: `every` goes past holes.
  const list = [...value]
  return list.every(isItem) ? list : refuse(option, expected, value)
}

/**
 * True or false.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkFlag(option: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse(option, 'true or false', value)
}

/**
 * A copy of a value as it stands in JSON, frozen through and through: what was checked and what is signed are one.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when it cannot be written as JSON, or is nested so deep that no token with
 * it could be read
 */
export function copyJson<Value extends object>(option: string, value: Value): Value {
  try {
    return (copyFlat(value) ?? freezeAll(JSON.parse(JSON.stringify(value, asWritten)))) as Value
  } catch (cause) {
    throw ofOption(option, NO_JSON, cause)
  }
}

/** Whether JSON has a value as it is, or leaves it out, as it does what is undefined. */
export function isSimple(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value) || value == null || typeof value === 'boolean'
}

/** Refuses what JSON would write as less than it is: of a payload that says less, the right is wider. */
function asWritten(name: string, value: unknown): unknown {
  if (isSimple(value) || isPlain(value)) return value
  // Of a list, JSON would write null for what is undefined, and for a hole.
  if (Array.isArray(value) && !value.includes(undefined)) return value
  throw new TypeError(name)
}

/** The last copy of an object of texts: a service often comes with the same again, which is quicker to see than to copy. */
let kept: Readonly<Record<string, unknown>> = {}
let keptNames: readonly string[] = []
let keptMembers: readonly unknown[] = []
let keptFrom: object | undefined
let cameAgain = false

/**
 * A frozen copy of an object of texts, as most parameters are: many times faster than by way of JSON. Undefined for
 * everything of which JSON could say something else.
 */
function copyFlat(value: object): object | undefined {
  const names = Object.keys(value)
  // One by one: V8 takes three times as long to list the values of a large object.
  const members = names.map((name) => (value as Record<string, unknown>)[name])
  const isSame = (name: string, at: number) => name === keptNames[at] && members[at] === keptMembers[at]
  const isKept = names.length === keptNames.length && names.every(isSame)
  // To look for what is hidden takes longer than all the rest, so it is not looked for again in the same object.
  const isChecked = isKept && value === keptFrom
  if (!isChecked && !(isPlain(value) && members.every((member) => typeof member === 'string')))
    return undefined
  keptFrom = value
  if (isKept) {
    // V8 takes up to five times as long to write an object that was filled name by name as for one that was copied
    // whole. To copy it so takes long as well, and is done for what came again.
    if (!cameAgain) kept = Object.freeze({ ...kept })
    cameAgain = true
    return kept
  }
  const copy: Record<string, unknown> = {}
  for (const [at, name] of names.entries()) {
    // Where somebody froze Object.prototype, a name that it has cannot be assigned.
    if (name in Object.prototype) return undefined
    copy[name] = members[at]
  }
  keptNames = names
  keptMembers = members
  kept = Object.freeze(copy)
  cameAgain = false
  return kept
}

/**
 * Freezes what JSON.parse gave, with all that is in it. Four levels stand around it in a token at most, and a reader takes
 * no more than `MAX_DEPTH` with them.
 */
function freezeAll(value: unknown, depth = 4): unknown {
  if (isSimple(value)) return value
  if (depth === MAX_DEPTH) throw new Error('too deep')
  for (const each of Object.values(value as object)) freezeAll(each, depth + 1)
  return Object.freeze(value)
}

/**
 * Makes the members that an object has so far read-only, so that what was checked is what is signed. A subclass may add
 * members of its own, which freezing would not let it.
 */
export function fixMembers(object: object): void {
  for (const name of Object.keys(object)) Object.defineProperty(object, name, { writable: false })
}
