import { IDENTITY } from '@x/access-token/facts'
import { isRecord } from '@x/jwt-core/token'
import { type Examined, perToken } from '../examined.ts'
import type { Members, Product } from '../ground.ts'
import { type Field, type Fields, GRANT_SHAPES, type GrantShape, PLAYER } from './grant_shapes.ts'

const MOST_GRANTS = 20
const MOST_MEMBERS = 20

/** A member of a grant that Twilio knows. */
export interface GrantMember {
  /** The path of what it is a member of, and its own. */
  readonly parent: string
  readonly claim: string
  readonly name: string
  readonly value: unknown
  /** The product that reads the grant. */
  readonly product: Product | undefined
  /** Whether the product does nothing without it. */
  readonly isNeeded: boolean
  /** What it must hold; undefined where nobody reads a member of this name. */
  readonly field: Field | undefined
  /** The members that are read there. */
  readonly siblings: Fields
}

/** The `grants` claim; without members where it is none. */
export function grantsOf({ payload: { grants } }: Examined): Members {
  return isRecord(grants) ? grants : {}
}

/** The names of the grants, without those that are null, as some libraries write what is unset: some of them, where there are very many. */
export const grantKeysOf: (token: Examined) => readonly string[] = perToken((token) =>
  Object.keys(grantsOf(token))
    .filter((key) => key !== IDENTITY && (key === PLAYER || grantsOf(token)[key] !== null))
    .slice(0, MOST_GRANTS),
)

function* membersOf(
  parent: string,
  members: Members,
  siblings: Fields,
  shape: GrantShape,
  within = '',
): Iterable<GrantMember> {
  const { product, needed } = shape
  for (const name of Object.keys(members).slice(0, MOST_MEMBERS)) {
    const field = Object.hasOwn(siblings, name) ? siblings[name] : undefined
    const [claim, value] = [`${parent}.${name}`, members[name]]
    if (value === undefined) continue
    yield { parent, claim, name, value, field, siblings, product, isNeeded: needed.includes(within + name) }
    if (typeof field === 'object' && 'members' in field && isRecord(value))
      yield* membersOf(claim, value, field.members, shape, `${name}.`)
  }
}

/** The members of all grants that Twilio knows. */
export const grantMembersOf: (token: Examined) => readonly GrantMember[] = perToken((token) => {
  const grants = grantsOf(token)
  return grantKeysOf(token).flatMap((key) => {
    const grant = grants[key]
    if (!Object.hasOwn(GRANT_SHAPES, key) || !isRecord(grant)) return []
    const shape = GRANT_SHAPES[key] as GrantShape
    return [...membersOf(`grants.${key}`, grant, shape.fields, shape)]
  })
})
