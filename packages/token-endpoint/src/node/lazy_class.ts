import type { NodeRequest } from './node_types.ts'

export const NODE: unique symbol = /* @__PURE__ */ Symbol('node request')

export const HEADERS: unique symbol = /* @__PURE__ */ Symbol('headers')

/** An object made of a request of Node's, which keeps the headers once they are made. */
export interface Lazy {
  readonly [NODE]: NodeRequest
  [HEADERS]: Headers | undefined
}

export type LazyClass = new (request: NodeRequest) => Lazy

/** A class whose objects are of the type `web` to `instanceof`, and make its members when they are read. */
export function lazyClass(web: { readonly prototype: object }, members: PropertyDescriptorMap): LazyClass {
  class Made implements Lazy {
    readonly [NODE]: NodeRequest;
    [HEADERS]: Headers | undefined
    constructor(request: NodeRequest) {
      this[NODE] = request
      this[HEADERS] = undefined
    }
  }
  Object.setPrototypeOf(Made.prototype, web.prototype)
  Object.defineProperties(Made.prototype, { ...members, constructor: { value: web } })
  return Made
}
