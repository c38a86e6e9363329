/** A `name=value` pair of a query, decoded as forms are: all official libraries but twilio-node write a space as `+`. */
export interface ReadPair {
  readonly name: string
  readonly value: string
  /** The value before it was decoded; undefined where the pair has no `=`. */
  readonly written: string | undefined
}

/** A scope URI of a client capability token, taken apart. */
export interface ReadScope {
  /** Service and privilege, such as `client:incoming`. */
  readonly kind: string
  readonly pairs: readonly ReadPair[]
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

/**
 * Reads a query: that of a scope, or the one within its `appParams` or `params`. Undefined where it is not well
 * encoded.
 *
 * @param most the number of pairs that are read. Default all.
 */
export function readQuery(query: string, most?: number): ReadPair[] | undefined {
  try {
    return query
      .split('&', most)
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=')
        const written = at === -1 ? undefined : pair.slice(at + 1)
        return {
          name: decode(pair.slice(0, at === -1 ? undefined : at)),
          value: decode(written ?? ''),
          written,
        }
      })
  } catch {
    return undefined
  }
}

/** Reads one URI of the `scope` claim; undefined where it is none, or is not well encoded. */
export function readScope(uri: string, most?: number): ReadScope | undefined {
  const [, kind, query = ''] = /^scope:([\w-]+:[\w-]+)(?:\?(.*))?$/.exec(uri) ?? []
  const pairs = kind === undefined ? undefined : readQuery(query, most)
  return kind === undefined || pairs === undefined ? undefined : { kind, pairs }
}
