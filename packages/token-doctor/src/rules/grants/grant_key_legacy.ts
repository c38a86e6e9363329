import { LEGACY_GRANTS } from '../../read/grant_shapes.ts'
import { grantKeysOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_KEY_LEGACY: TokenRule = {
  code: 'GRANT_KEY_LEGACY',
  severity: 'info',
  cause: 'A grant stands under the name of a product that has been renamed or withdrawn.',
  example: '`ip_messaging`, now `chat`; `rtc`, now `video`',
  mend: 'Use today’s grant.',
  kinds: ['access-token'],
  *check(token) {
    for (const key of grantKeysOf(token)) {
      const claim = `grants.${key}`
      if (Object.hasOwn(LEGACY_GRANTS, key))
        yield { claim, message: `${claim} is now called grants.${LEGACY_GRANTS[key]}` }
    }
  },
}
