import { CLIENT_NAME_FORBIDDEN, INCOMING, SCOPE_KINDS } from '@x/client-capability/facts'
import { type Examined, perToken } from '../examined.ts'
import { grantKeysOf, grantsOf } from './grants.ts'
import { scopesOf } from './scopes.ts'

/** A name that somebody is known by. */
export interface Name {
  readonly claim: string
  readonly name: string
  /** Whether Voice rings a client under it. */
  readonly isOfVoice: boolean
}

/** The first character of a client's name that Voice refuses. */
export function forbiddenIn(name: string): string | undefined {
  return CLIENT_NAME_FORBIDDEN.exec(name)?.[0]
}

function identityOf(token: Examined): Name[] {
  const { identity } = grantsOf(token)
  if (typeof identity !== 'string' || identity === '') return []
  const isOfVoice =
    token.product === undefined ? grantKeysOf(token).includes('voice') : token.product === 'voice'
  return [{ claim: 'grants.identity', name: identity, isOfVoice }]
}

/** The names in a token's identity or scopes, each once. */
export const namesOf: (token: Examined) => readonly Name[] = perToken((token) => {
  if (token.kind === 'access-token') return identityOf(token)
  const names = scopesOf(token).flatMap(({ scope, required }) => {
    const name = required === undefined ? undefined : scope?.parameters.get(SCOPE_KINDS[INCOMING] as string)
    return name ? [name] : []
  })
  return [...new Set(names)].map((name) => ({ claim: 'scope', name, isOfVoice: true }))
})
