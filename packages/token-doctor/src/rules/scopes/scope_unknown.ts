import { EVENT_STREAM, INCOMING, OUTGOING } from '@x/client-capability/facts'
import { scopesOf } from '../../read/scopes.ts'
import type { TokenRule } from '../rule.ts'

export const SCOPE_UNKNOWN: TokenRule = {
  code: 'SCOPE_UNKNOWN',
  severity: 'info',
  cause: 'A scope names a service and privilege that Twilio is not known to have.',
  example: '`scope:client:calling?…`',
  mend: `Unless it is a scope of your own, use \`${INCOMING}\`, \`${OUTGOING}\` or \`${EVENT_STREAM}\`.`,
  kinds: ['client-capability'],
  *check(token) {
    for (const { scope, required } of scopesOf(token)) {
      if (scope === undefined || required !== undefined) continue
      const message = `the scope ${token.show(scope.name)} is not one that Twilio is known to have`
      yield { claim: 'scope', message }
    }
  },
}
