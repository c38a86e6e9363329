import { isRecord, refuse } from '@x/jwt-core/token'
import { INCOMING } from './facts.ts'
import { encodeMembers, type QueryMembers } from './query.ts'

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

/**
 * Checks a scope and gives its kind, which is read once.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkScope(scope: unknown): string {
  const { kind, toQuery } = isRecord(scope) ? scope : ({} as Record<string, unknown>)
  if (typeof kind === 'string' && KIND.test(kind) && typeof toQuery === 'function') return kind
  return refuse('scope', `an object with a kind such as ${INCOMING} and a toQuery method`, scope)
}

/** Writes scopes, by the kinds they had when they were checked, as the `scope` claim: one URI each, joined by spaces. */
export function writeScopes(scopes: ReadonlyMap<string, Scope>): string {
  let clientName: unknown
  for (const scope of scopes.values()) clientName ??= scope.clientName
  const name = typeof clientName === 'string' ? clientName : undefined
  let text = ''
  for (const [kind, scope] of scopes) {
    const uri = writeScope(kind, encodeMembers('scope.toQuery()', scope.toQuery(name)))
    text = text === '' ? uri : `${text} ${uri}`
  }
  return text
}

function writeScope(kind: string, query: string): string {
  return query === '' ? `scope:${kind}` : `scope:${kind}?${query}`
}
