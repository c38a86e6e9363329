import { rightFieldName } from '../../read/grant_shapes.ts'
import { grantMembersOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_FIELD_UNKNOWN: TokenRule = {
  code: 'GRANT_FIELD_UNKNOWN',
  severity: 'warning',
  cause: 'A grant has a member that the product is not known to read.',
  example: '`{"video":{"rooms":["a","b"]}}`',
  mend: 'Check the spelling, or leave the member out.',
  kinds: ['access-token'],
  *check(token) {
    for (const { parent, name, field, siblings } of grantMembersOf(token))
      if (field === undefined && rightFieldName(name, siblings) === undefined)
        yield { claim: parent, message: `${parent} has a member ${token.show(name)}, which is not read` }
  },
}
