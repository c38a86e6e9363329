import { GRANT_SHAPES, meantGrant } from '../../read/grant_shapes.ts'
import { grantKeysOf, grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_KEY_WRONG: TokenRule = {
  code: 'GRANT_KEY_WRONG',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'A grant stands under a name that Twilio does not read.',
  example: '`conversations` for `chat`, `sync` for `data_sync`, `programmable_voice` for `voice`',
  mend: 'Rename the member to the one the product reads.',
  kinds: ['access-token'],
  *check(token) {
    const grants = grantsOf(token)
    for (const key of grantKeysOf(token)) {
      const right = meantGrant(key, grants[key])
      if (right === undefined) continue
      const message = `grants has a member ${token.show(key)}; Twilio reads ${right}`
      yield { claim: 'grants', message, fix: `Rename it to ${right}.`, product: GRANT_SHAPES[right]?.product }
    }
  },
}
