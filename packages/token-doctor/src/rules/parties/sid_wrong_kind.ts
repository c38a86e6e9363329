import { describeSid, nameOfKind } from '../../read/sid.ts'
import { sidPlacesOf } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

export const SID_WRONG_KIND: TokenRule = {
  code: 'SID_WRONG_KIND',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { 'client-capability': 31204, 'client-validation': 20102 },
  cause: 'A member that holds a SID holds one of another kind, or no SID.',
  example: '`{"chat":{"service_sid":"AC…"}}`',
  mend: 'Put the SID of the kind named there.',
  *check(token) {
    for (const { claim, value, prefix, state, isParty, product } of sidPlacesOf(token)) {
      // What iss and sub must be has findings of its own.
      if (isParty || state !== 'other') continue
      const expected = `${nameOfKind(prefix)} (${prefix}…)`
      const message = `${claim} is ${describeSid(value, token.show)}; it must be ${expected}`
      yield { claim, message, fix: `Set ${claim} to ${expected}.`, product }
    }
  },
}
