import { isRecord, refuse } from '@x/jwt-core'
import { encodeQuery, type QueryMembers } from './query.ts'

/**
 * One thing a token lets the bearer do. What the token knows of a kind of scope is this interface, so a new kind is a
 * new class and nothing else: `token.addScope(new MyScope())`.
 */
export interface Scope {
  /** Service and privilege, such as `client:incoming`. A token holds one scope of a kind. */
  readonly kind: string
  /** The client name this scope gives the bearer, for the token's other scopes to carry. */
  readonly clientName?: string | undefined
  /** The members of the scope's query in their order; an undefined one is left out. */
  toQuery(clientName: string | undefined): QueryMembers
}

const KIND = /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/

/** @throws JwtOptionError `ERR_OPTION_INVALID` */
export function checkScope(scope: unknown): Scope {
  if (
    isRecord(scope) &&
    typeof scope.kind === 'string' &&
    KIND.test(scope.kind) &&
    typeof scope.toQuery === 'function'
  )
    return scope as unknown as Scope
  return refuse('scope', 'an object with a kind such as client:incoming and a toQuery method', scope)
}

/** Writes scopes as the `scope` claim: one URI each, joined by spaces. */
export function writeScopes(scopes: Iterable<Scope>): string {
  const all = [...scopes]
  const clientName = all.find((scope) => scope.clientName !== undefined)?.clientName
  return all.map((scope) => `scope:${scope.kind}?${encodeQuery(scope.toQuery(clientName))}`).join(' ')
}
