/** One scope URI of a client capability token, decoded. */
export interface ScopeUri {
  /** Service and privilege, such as `client:incoming`. */
  readonly kind: string
  /** The members of its query; parameters of the caller's own are an object once more. */
  readonly params: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

/** Members whose value is a query of its own. Libraries name that of an event stream in two ways. */
const NESTED = new Set(['appParams', 'params'])

/** A form's decoding: all official libraries but twilio-node write a space as `+`, and a plus sign as `%2B`. */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

function readQuery(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decode(name), decode(value.join('='))]
    })
}

/** Reads one scope URI; undefined where it is none or is not well encoded. */
export function readScopeUri(uri: string): ScopeUri | undefined {
  const [, kind, query = ''] = /^scope:([^:?]+:[^?]+)(?:\?(.*))?$/s.exec(uri) ?? []
  if (kind === undefined) return undefined
  try {
    const params = readQuery(query).map(([name, value]) => [
      name,
      NESTED.has(name) ? Object.fromEntries(readQuery(value)) : value,
    ])
    return { kind, params: Object.fromEntries(params) }
  } catch {
    return undefined
  }
}
