import { isRecord } from '@x/jwt-core/token'
import { grantKeysOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANTS_EMPTY: TokenRule = {
  code: 'GRANTS_EMPTY',
  severity: 'info',
  twilioError: 20106,
  cause: 'The token holds no grant, so no product’s SDK can use it.',
  example: '`{"grants":{"identity":"alice"}}`',
  mend: 'Add the grant of the product before signing; `toJwt` takes what was added until then.',
  kinds: ['access-token'],
  *check(token) {
    if (token.product !== undefined || !isRecord(token.payload.grants) || grantKeysOf(token).length > 0)
      return
    yield { claim: 'grants', message: 'the token holds no grant, so it opens no product' }
  },
}
