import { isBranded } from '@x/jwt-core/token'

/**
 * Makes a class of a function, as those of twilio 3.x are: after `util.inherits` it is called on an object of the
 * subclass, `Class.call(this, …)`, and its methods are enumerable members of the prototype.
 */
export function functionClass<Class>(
  name: string,
  init: (this: never, ...args: never[]) => void,
  members: object,
  statics: object = {},
): Class {
  Object.assign(init.prototype, members)
  Object.assign(init, statics)
  Object.defineProperties(init, {
    // A bundler may have renamed the function.
    name: { value: name },
    // Tells the class in every copy of this package.
    brand: { value: `twilio-token-toolkit.compat.v3.${name}` },
    [Symbol.hasInstance]: {
      value(this: object, object: unknown): boolean {
        return isBranded(this, object)
      },
    },
  })
  return init as Class
}
