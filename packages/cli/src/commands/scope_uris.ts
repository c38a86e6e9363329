import { NESTED_QUERIES, type ReadPair, readQuery, readScope } from '@x/client-capability/facts'

/** One scope URI of a client capability token, as it is shown. */
export interface ScopeUri {
  /** Service and privilege, such as `client:incoming`. */
  readonly kind: string
  /** The members of its query; parameters of the caller's own are an object once more. */
  readonly params: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

function textsOf(pairs: readonly ReadPair[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]))
}

/** Reads one scope URI; undefined where it is none or is not well encoded. */
export function readScopeUri(uri: string): ScopeUri | undefined {
  const scope = readScope(uri)
  if (scope === undefined) return undefined
  const params: Record<string, string | Readonly<Record<string, string>>> = textsOf(scope.pairs)
  for (const name of NESTED_QUERIES) {
    const text = params[name]
    const pairs = typeof text === 'string' ? readQuery(text) : []
    if (pairs === undefined) return undefined
    if (text !== undefined) params[name] = textsOf(pairs)
  }
  return { kind: scope.kind, params }
}
