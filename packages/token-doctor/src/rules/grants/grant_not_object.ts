import { isRecord } from '@x/jwt-core/token'
import { GRANT_SHAPES } from '../../read/grant_shapes.ts'
import { grantKeysOf, grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_NOT_OBJECT: TokenRule = {
  code: 'GRANT_NOT_OBJECT',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'A grant is a text, a list or true, not an object.',
  example: '`{"video":"daily"}`',
  mend: 'Make the grant an object of its members, `{}` where it needs none.',
  kinds: ['access-token'],
  *check(token) {
    const grants = grantsOf(token)
    for (const key of grantKeysOf(token)) {
      if (!Object.hasOwn(GRANT_SHAPES, key) || isRecord(grants[key])) continue
      const claim = `grants.${key}`
      yield {
        claim,
        message: `${claim} is ${token.show(grants[key])}, not an object of members`,
        product: GRANT_SHAPES[key]?.product,
      }
    }
  },
}
