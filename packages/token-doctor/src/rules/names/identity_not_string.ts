import { grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const IDENTITY_NOT_STRING: TokenRule = {
  code: 'IDENTITY_NOT_STRING',
  severity: 'error',
  twilioError: 20106,
  cause: 'The identity is a number or an object, not a text.',
  example: '`{"grants":{"identity":42}}`',
  mend: 'Write the identity as a text, such as `"42"`.',
  kinds: ['access-token'],
  *check(token) {
    const { identity } = grantsOf(token)
    if (identity === undefined || typeof identity === 'string') return
    yield { claim: 'grants.identity', message: `the identity is ${token.show(identity)}, not a text` }
  },
}
