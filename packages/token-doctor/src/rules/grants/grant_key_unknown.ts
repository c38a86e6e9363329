import { isKnownGrant, meantGrant } from '../../read/grant_shapes.ts'
import { grantKeysOf, grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_KEY_UNKNOWN: TokenRule = {
  code: 'GRANT_KEY_UNKNOWN',
  severity: 'info',
  cause: 'A grant stands under a name that no product of Twilio’s is known to read.',
  example: '`{"grants":{"bot":{"level":3}}}`',
  mend: 'Check the spelling, unless this is a grant of your own.',
  kinds: ['access-token'],
  *check(token) {
    const grants = grantsOf(token)
    for (const key of grantKeysOf(token)) {
      if (isKnownGrant(key) || meantGrant(key, grants[key]) !== undefined) continue
      const message = `grants has a member ${token.show(key)}, which no product is known to read`
      yield { claim: 'grants', message }
    }
  },
}
