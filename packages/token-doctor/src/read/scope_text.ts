import { NESTED_QUERIES, type ReadPair, readScope } from '@x/client-capability/facts'

/** One scope URI of a client capability token. */
export interface Scope {
  /** Such as `client:incoming`. */
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  /** Whether clients that read the scope themselves come to other values. */
  readonly isMisread: boolean
}

/**
 * The old browser SDK takes a decoded value with & or = apart once more. The parameters of a call are meant to be, if
 * what they hold is encoded again.
 */
function isTakenApart({ name, value }: ReadPair): boolean {
  if (!NESTED_QUERIES.includes(name)) return /[&=]/.test(value)
  return /%2[56d]|%3d|\+/i.test(value) || value.split('&').some((pair) => pair.split('=').length > 2)
}

function isMisread(pair: ReadPair): boolean {
  return pair.written === undefined || /[+=]/.test(pair.written) || isTakenApart(pair)
}

const MOST_PARAMETERS = 100

/** Reads one scope URI; undefined where it is none. */
export function parseScope(text: string): Scope | undefined {
  const read = readScope(text, MOST_PARAMETERS)
  if (read === undefined) return undefined
  const parameters = new Map(read.pairs.map(({ name, value }) => [name, value]))
  return { name: read.kind, parameters, isMisread: read.pairs.some(isMisread) }
}
