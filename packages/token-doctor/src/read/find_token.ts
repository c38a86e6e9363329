import { isRecord } from '@x/jwt-core/token'
import { parseJson } from './json.ts'

/** The first two parts of a token: its header begins with `{"`. */
export const TOKEN_START: RegExp = /^\s*(?:bearer\s+)?eyJ[\w-]*\.[\w-]+\./i

/** Members named on the way from the outermost value, and the text found there. */
export interface FoundToken {
  readonly path: string
  readonly token: string
}

const MOST_VALUES = 1000
const LONGEST_JSON = 65536

/** Finds a text that looks like a token within a value: the nearest to the surface. */
export function findToken(value: unknown): FoundToken | undefined {
  const queue: [path: string, value: unknown][] = [['', value]]
  for (let at = 0; at < queue.length && at < MOST_VALUES; at++) {
    const [path, found] = queue[at] as [string, unknown]
    if (typeof found === 'string' && TOKEN_START.test(found)) return { path, token: found }
    // The body of an answer is often JSON within JSON.
    const inner = typeof found === 'string' && found.length < LONGEST_JSON ? parseJson(found) : undefined
    if (inner !== undefined) queue.push([path, inner])
    if (!isRecord(found) && !Array.isArray(found)) continue
    for (const [name, member] of Object.entries(found))
      if (queue.length < MOST_VALUES) queue.push([path === '' ? name : `${path}.${name}`, member])
  }
  return undefined
}

const DECODED_MEMBERS = ['iss', 'grants', 'exp', 'alg', 'header', 'payload']

/** Whether a value looks like a token's header or claims. */
export function isDecodedToken(value: unknown): boolean {
  return isRecord(value) && DECODED_MEMBERS.some((name) => Object.hasOwn(value, name))
}
