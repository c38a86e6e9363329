import { type Examined, perToken } from '../examined.ts'
import type { Product } from '../ground.ts'
import { grantMembersOf, grantsOf } from './grants.ts'

/** A text of the user's own in a grant: the identity, a room, an endpoint. */
export interface OwnText {
  readonly claim: string
  readonly text: string
  readonly product?: Product | undefined
}

/** The texts of an access token that are compared with others, letter by letter. */
export const ownTextsOf: (token: Examined) => readonly OwnText[] = perToken((token) => {
  const { identity } = grantsOf(token)
  const members = grantMembersOf(token).flatMap(({ claim, value, field, product }) =>
    field === 'text' && typeof value === 'string' ? [{ claim, text: value, product }] : [],
  )
  return typeof identity === 'string' ? [{ claim: 'grants.identity', text: identity }, ...members] : members
})
