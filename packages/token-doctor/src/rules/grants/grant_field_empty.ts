import { grantMembersOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_FIELD_EMPTY: TokenRule = {
  code: 'GRANT_FIELD_EMPTY',
  severity: 'warning',
  twilioError: 20106,
  cause: 'A member of a grant is an empty text; an empty room may mean every room.',
  example: '`{"video":{"room":""}}`',
  mend: 'Set a value, or leave the member out on purpose.',
  kinds: ['access-token'],
  *check(token) {
    // Of a needed one it is told that it is missing.
    for (const { claim, value, field, isNeeded } of grantMembersOf(token))
      if (field !== undefined && value === '' && !isNeeded)
        yield { claim, message: `${claim} is an empty text` }
  },
}
