import { isRecord } from '@x/jwt-core/token'
import { GRANT_OF, LEGACY_GRANTS, meantGrant } from '../../read/grant_shapes.ts'
import { grantKeysOf, grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

/** Whether a grant under the name `key`, which may be a wrong one, is meant to be `wanted`. */
function serves(key: string, grant: unknown, wanted: string): boolean {
  return key === wanted || LEGACY_GRANTS[key] === wanted || meantGrant(key, grant) === wanted
}

export const GRANT_MISSING: TokenRule = {
  code: 'GRANT_MISSING',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'The token has no grant for the product it is to serve.',
  example: 'a token with a `chat` grant given to the Video SDK',
  mend: 'Add the product’s grant.',
  kinds: ['access-token'],
  *check(token) {
    const { product } = token
    if (product === undefined || !isRecord(token.payload.grants)) return
    const grants = grantsOf(token)
    const keys = grantKeysOf(token)
    const wanted = GRANT_OF[product]
    if (keys.some((key) => serves(key, grants[key], wanted))) return
    const has = keys.length === 0 ? 'no grant at all' : 'no such grant'
    yield {
      claim: `grants.${wanted}`,
      message: `${product} reads grants.${wanted}, and the token has ${has}`,
      fix: `Add the ${product} grant before signing.`,
    }
  },
}
