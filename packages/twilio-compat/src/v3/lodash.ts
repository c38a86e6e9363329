// How lodash, through which twilio 3.x reads what it is given, tells and goes over values.

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  const length = typeof value !== 'function' && (value as Partial<ArrayLike<unknown>> | null)?.length
  return Number.isSafeInteger(length) && (length as number) >= 0
}

/** The names and values of a collection: of anything with a length its elements, else the own members, if any. */
export function entriesOf(collection: unknown): [name: string, value: unknown][] {
  if (isArrayLike(collection)) return Array.from(collection, (value, index) => [`${index}`, value])
  return Object.entries(collection ?? {})
}

/** The values of a collection. */
export function valuesOf<Value>(collection: readonly Value[]): Value[] {
  return entriesOf(collection).map(([, value]) => value as Value)
}

/** Whether there is nothing in it; so it is with numbers and booleans too. */
export function isEmpty(value: unknown): boolean {
  const isSized = value instanceof Map || value instanceof Set
  return !(isSized ? value.size : (Array.isArray(value) ? value : Object.keys(value ?? {})).length)
}

/** Text, also where it is an object such as `new String('x')`. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' || value instanceof String
}

/** Anything that has members, functions among them. */
export function isObject(value: unknown): boolean {
  return value !== null && (typeof value === 'object' || typeof value === 'function')
}
