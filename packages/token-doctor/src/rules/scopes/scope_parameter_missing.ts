import { OUTGOING, SCOPE_KINDS } from '@x/client-capability/facts'
import { scopesOf } from '../../read/scopes.ts'
import type { TokenRule } from '../rule.ts'

export const SCOPE_PARAMETER_MISSING: TokenRule = {
  code: 'SCOPE_PARAMETER_MISSING',
  severity: 'error',
  twilioError: 31204,
  cause: 'A scope lacks its parameter.',
  example: `\`scope:${OUTGOING}\` without \`${SCOPE_KINDS[OUTGOING]}\``,
  mend: 'Set the parameter that is named there.',
  kinds: ['client-capability'],
  *check(token) {
    for (const { scope, required } of scopesOf(token)) {
      if (scope === undefined || required === undefined || scope.parameters.get(required)) continue
      const message = `the scope ${scope.name} has no ${required}`
      yield { claim: 'scope', message, fix: `Set ${required} in the scope ${scope.name}.` }
    }
  },
}
