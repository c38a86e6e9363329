import { type Examined, perToken } from '../examined.ts'
import type { Show } from '../ground.ts'

const MOST_VALUES = 500
const DEEPEST = 8
const LONGEST = 1024

/** A text somewhere in the claims. */
export interface Leaf {
  readonly path: string
  /** The member, or the parameter of a scope, that holds it. */
  readonly name: string
  readonly text: string
}

function walk(path: string, members: object, depth: number, leaves: Leaf[]): void {
  for (const name of Object.keys(members)) {
    if (leaves.length >= MOST_VALUES) return
    const value: unknown = (members as Record<string, unknown>)[name]
    const isText = typeof value === 'string'
    if (!isText && (typeof value !== 'object' || value === null || depth >= DEEPEST)) continue
    const within = path === '' ? name : `${path}.${name}`
    if (isText) leaves.push({ path: within, name, text: value.slice(0, LONGEST) })
    else walk(within, value, depth + 1, leaves)
  }
}

/** Parameters of a scope are encoded twice. */
function decodeTwice(text: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(text))
  } catch {
    return text
  }
}

function parametersOf(scope: string): Leaf[] {
  const pairs = decodeTwice(scope.slice(0, 8 * LONGEST)).split(/[&? ]/, MOST_VALUES)
  return pairs.map((pair) => {
    // A parameter within appParams follows that name and a second =.
    const [name = '', text = ''] = pair.split('=').slice(-2)
    return { path: 'scope', name, text: text.slice(0, LONGEST) }
  })
}

/** The texts within the claims, a bounded number of them; a scope's parameters count as such. */
export const leavesOf: (token: Examined) => readonly Leaf[] = perToken(({ payload }) => {
  const leaves: Leaf[] = []
  walk('', payload, 0, leaves)
  return typeof payload.scope === 'string' ? leaves.concat(parametersOf(payload.scope)) : leaves
})

/** A path as a finding's claim: a token's own member names are shown only where they are plain. */
export function claimOf(path: string, show: Show): string | undefined {
  return /^[\w.-]{1,80}$/.test(path) && show(path) === `"${path}"` ? path : undefined
}
