import { TokenSourceError } from './errors.ts'

export function invalid(message: string): TokenSourceError {
  return new TokenSourceError('ERR_OPTION_INVALID', message)
}

/** The options of a function: for each a value of its type that is not falsy, or undefined where it has several. */
export type Examples<Options> = { readonly [Name in keyof Options]-?: unknown }

/**
 * Reads options, each once, into an object of its own. Refused is what is no object of
 * options, and any name that is not known: a misspelt option must not pass unseen. Names that come from a class count
 * too, those of `Object.prototype` do not.
 *
 * @throws TokenSourceError `ERR_OPTION_INVALID`
 */
export function readOptions<Options extends object>(options: Options, known: Examples<Options>): Options {
  checkType('options', options, known)
  const read = Object.create(null)
  // The end is told by what it holds: an object from another frame has an `Object.prototype` of its own.
  for (
    let at = options;
    at && (at === options || !Object.hasOwn(at, 'isPrototypeOf'));
    at = Object.getPrototypeOf(at)
  )
    for (const key of Reflect.ownKeys(at)) {
      const name = String(key)
      if (Object.hasOwn(known, key)) {
        if (name in read) continue
        const value = options[name as keyof Options]
        if (value !== undefined) checkType(name, value, known[name as keyof Options])
        read[name] = value
      } else if (at === options || name !== 'constructor') {
        // By how many of its letters are not in the other.
        const far = (other: string) => name.replace(RegExp(`[${other}]`, 'gi'), '').length
        const [nearest] = Object.keys(known).sort((one, other) => far(one) - far(other))
        throw invalid(`unknown option ${name}: did you mean ${nearest}?`)
      }
    }
  return read
}

/** Checks that a value is of the type of an example, where there is one. */
export function checkType(name: string, value: unknown, example: unknown): void {
  const type = typeof example
  if (example && (value === null || typeof value !== type)) throw invalid(`${name} must be of type ${type}`)
}
