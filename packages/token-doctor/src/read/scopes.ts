import { SCOPE_KINDS } from '@x/client-capability/facts'
import { type Examined, perToken } from '../examined.ts'
import { parseScope, type Scope } from './scope_text.ts'

const MOST_SCOPES = 20

/** One scope of a client capability token. */
export interface ScopeText {
  readonly text: string
  /** Undefined where the text is no scope URI. */
  readonly scope: Scope | undefined
  /** The parameter that it cannot do without; undefined where Twilio is not known to have such a scope. */
  readonly required: string | undefined
}

function readScope(text: string): ScopeText {
  const scope = parseScope(text)
  const isKnown = scope !== undefined && Object.hasOwn(SCOPE_KINDS, scope.name)
  return { text, scope, required: isKnown ? SCOPE_KINDS[scope.name] : undefined }
}

/** The scopes of a client capability token. */
export const scopesOf: (token: Examined) => readonly ScopeText[] = perToken(({ payload: { scope } }) =>
  typeof scope === 'string' && scope !== '' ? scope.split(' ', MOST_SCOPES).map(readScope) : [],
)
