import { fixMembers, keepShape } from '@x/jwt-core/token'

/** A class of ours: its tokens are whole once they have this member. */
interface OwnClass {
  readonly lastMember: string
}

/**
 * Makes the members of a token read-only, so that what was checked is what is signed. The tokens of our own classes are
 * frozen once they are whole; a subclass of another's may add members of its own.
 */
export function settle(token: object, type: OwnClass): void {
  if (!Object.hasOwn(type, 'lastMember')) fixMembers(token)
  else if (Object.hasOwn(token, type.lastMember)) keepShape(type.lastMember, Object.freeze(token))
}
