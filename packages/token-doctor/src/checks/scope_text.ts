/** One scope URI of a client capability token. */
export interface Scope {
  /** Such as `client:incoming`. */
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  /** Whether clients that read the scope themselves come to other values. */
  readonly isMisread: boolean
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * The old browser SDK takes a decoded value with & or = apart once more. The parameters of a call are meant to be, if
 * what they hold is encoded again.
 */
function isTakenApart(key: string, value: string): boolean {
  if (key !== 'appParams' && key !== 'params') return /[&=]/.test(value)
  return /%2[56d]|%3d|\+/i.test(value) || value.split('&').some((pair) => pair.split('=').length > 2)
}

const MOST_PARAMETERS = 100

/** Reads one scope URI; undefined where it is none. */
export function parseScope(text: string): Scope | undefined {
  const match = /^scope:([\w-]+:[\w-]+)(?:\?(.*))?$/.exec(text)
  if (match === null) return undefined
  const [, name, query = ''] = match as unknown as [string, string, string?]
  const parameters = new Map<string, string>()
  let isMisread = false
  for (const pair of query === '' ? [] : query.split('&').slice(0, MOST_PARAMETERS)) {
    const at = pair.indexOf('=')
    const key = decode(at === -1 ? pair : pair.slice(0, at))
    const written = at === -1 ? '' : pair.slice(at + 1)
    const value = decode(written.replaceAll('+', ' '))
    if (key === undefined || value === undefined) return undefined
    if (at === -1 || written.includes('+') || written.includes('=') || isTakenApart(key, value))
      isMisread = true
    parameters.set(key, value)
  }
  return { name, parameters, isMisread }
}
