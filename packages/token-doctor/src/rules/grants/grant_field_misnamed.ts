import { rightFieldName } from '../../read/grant_shapes.ts'
import { grantMembersOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

export const GRANT_FIELD_MISNAMED: TokenRule = {
  code: 'GRANT_FIELD_MISNAMED',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause:
    'A member of a grant has the name of the helper library’s option, not the one on the wire; it is not read.',
  example: '`{"chat":{"serviceSid":"IS…"}}`',
  mend: 'Use the name on the wire, in snake_case, or mint with a grant class.',
  kinds: ['access-token'],
  *check(token) {
    for (const { parent, name, field, siblings, product } of grantMembersOf(token)) {
      const right = field === undefined ? rightFieldName(name, siblings) : undefined
      if (right === undefined) continue
      const message = `${parent} has a member ${token.show(name)}, which is not read; the name on the wire is ${right}`
      yield { claim: parent, message, fix: `Rename it to ${right}.`, product }
    }
  },
}
