import { grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const IDENTITY_EMPTY: TokenRule = {
  code: 'IDENTITY_EMPTY',
  severity: 'error',
  twilioError: 20106,
  cause: 'The identity is an empty text, which the SDKs read as none.',
  example: '`{"grants":{"identity":""}}`',
  mend: 'Set `grants.identity` to a user name, or leave it out where the product needs none.',
  kinds: ['access-token'],
  *check(token) {
    if (grantsOf(token).identity === '')
      yield { claim: 'grants.identity', message: 'the identity is an empty text' }
  },
}
