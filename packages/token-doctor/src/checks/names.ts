import { isRecord } from '@x/jwt-core'
import type { Product } from '../diagnosis.ts'
import type { Examined, Problem } from '../problem.ts'
import { GRANT_OF } from './grant_shapes.ts'

const LONGEST = 256

// Twilio's page on error 31105: no control character, space, delimiter or unwise character of RFC 2396 section 2.4.3.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0020\u007f<>#%"{}|\\^[\]`]/u

/** A name under which Voice rings a client; `claim` says where it stands. */
export function* checkClientName(token: Examined, claim: string, name: string): Iterable<Problem> {
  const found = FORBIDDEN.exec(name)?.[0]
  if (found !== undefined) {
    const which = found === ' ' ? 'a space' : `the character U+${hex(found)}`
    const message = `the client name ${token.show(name)} has ${which}, which Voice refuses`
    yield { code: 'NAME_CHARACTERS', claim, message }
  } else if (!/^\w*$/.test(name)) {
    const message = `the client name ${token.show(name)} has other characters than letters, digits and _`
    yield { code: 'NAME_NOT_PORTABLE', claim, message }
  }
}

function hex(character: string): string {
  return (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')
}

/** The length that every product bounds. */
export function* checkNameLength(claim: string, name: string): Iterable<Problem> {
  const { length } = [...name]
  if (length > LONGEST)
    yield {
      code: 'NAME_TOO_LONG',
      claim,
      message: `the name has ${length} characters; at most ${LONGEST} are taken`,
    }
}

/** The products that must know the bearer and that this token, without being asked, holds the grants of. */
const MUST_KNOW: readonly Product[] = ['voice', 'chat', 'sync']

function whoMustKnow({ product }: Examined, grants: Readonly<Record<string, unknown>>): Product | undefined {
  // A worker is known by its SID.
  if (product !== undefined) return product === 'taskrouter' ? undefined : product
  return MUST_KNOW.find((other) => Object.hasOwn(grants, GRANT_OF[other]))
}

/** Looks at who the bearer is. */
export function* checkIdentity(token: Examined): Iterable<Problem> {
  const { grants } = token.payload
  if (!isRecord(grants)) return
  const { identity } = grants
  const claim = 'grants.identity'
  if (identity === undefined) {
    const product = whoMustKnow(token, grants)
    yield product === undefined
      ? { code: 'IDENTITY_UNSET', claim, message: 'the token does not say who the bearer is' }
      : { code: 'IDENTITY_MISSING', claim, message: `the token has no identity, which ${product} needs` }
  } else if (typeof identity !== 'string') {
    const message = `the identity is ${token.show(identity)}, not a text`
    yield { code: 'IDENTITY_NOT_STRING', claim, message }
  } else if (identity === '')
    yield { code: 'IDENTITY_EMPTY', claim, message: 'the identity is an empty text' }
  else {
    yield* checkNameLength(claim, identity)
    if (token.product === 'voice' || (token.product === undefined && 'voice' in grants))
      yield* checkClientName(token, claim, identity)
  }
}
