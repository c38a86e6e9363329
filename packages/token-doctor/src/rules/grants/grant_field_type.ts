import { isRecord } from '@x/jwt-core/token'
import type { Field } from '../../read/grant_shapes.ts'
import { grantMembersOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

/** What a member must be and is not; undefined where it is. A SID of another kind has a finding of its own. */
function expected(field: Field, value: unknown): string | undefined {
  if (typeof field === 'object' && 'choice' in field)
    return field.choice.includes(value as string) ? undefined : field.choice.join(' or ')
  if (field === 'text') return typeof value === 'string' ? undefined : 'a text'
  if (field === 'flag') return typeof value === 'boolean' ? undefined : 'true or false, without quotes'
  return field !== 'object' && 'sid' in field ? undefined : isRecord(value) ? undefined : 'an object'
}

export const GRANT_FIELD_TYPE: TokenRule = {
  code: 'GRANT_FIELD_TYPE',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'A member of a grant is of the wrong type.',
  example: '`{"voice":{"incoming":{"allow":"true"}}}`',
  mend: 'Give it the type named there.',
  kinds: ['access-token'],
  *check(token) {
    for (const { claim, value, field, product } of grantMembersOf(token)) {
      // Some helper libraries write null for what is unset.
      const what = field === undefined || value === null || value === '' ? undefined : expected(field, value)
      if (what === undefined) continue
      const message = `${claim} is ${token.show(value)}, not ${what}`
      yield { claim, message, fix: `Set ${claim} to ${what}, or leave it out.`, product }
    }
  },
}
