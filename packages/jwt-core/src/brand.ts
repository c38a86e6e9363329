/** A class that every copy of its package knows by a name of its own. */
interface Branded {
  readonly brand?: unknown
}

/**
 * What `instanceof` asks of a class with a `brand`: whether `value` was made by a class of that brand, or one that
 * extends it, whichever copy of the package that class is of. An application may hold two: ES modules beside CommonJS,
 * or two versions. The brand is looked for in the classes of the value, never in the value itself, which may have been
 * read from a token. A subclass without a brand of its own is told apart in the ordinary way.
 *
 * @example
 * ```ts
 * class BotToken {
 *   static readonly brand: string = 'acme.BotToken'
 *   static [Symbol.hasInstance](value: unknown): boolean {
 *     return isBranded(this, value)
 *   }
 * }
 * ```
 */
export function isBranded(type: object, value: unknown): boolean {
  if (!Object.hasOwn(type, 'brand')) return Function.prototype[Symbol.hasInstance].call(type, value)
  if (typeof value !== 'object' || value === null) return false
  const { brand } = type as Branded
  try {
    for (let made = Object.getPrototypeOf(value); made !== null; made = Object.getPrototypeOf(made))
      if ((made.constructor as Branded | undefined)?.brand === brand) return true
  } catch {
    // A proxy that will not be looked at is none of ours.
  }
  return false
}
