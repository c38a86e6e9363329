import { nameOfKind } from '../../read/sid.ts'
import { sidPlacesOf } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

export const SID_PLACEHOLDER: TokenRule = {
  code: 'SID_PLACEHOLDER',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  isCause: true,
  cause:
    'Where a SID belongs stands a sample’s placeholder, the name of a variable, or what code makes of a missing value.',
  example: '`{"iss":"SKxxxxxxxx"}`, `{"sub":"your_account_sid"}`, `{"iss":"undefined"}`',
  mend: 'Put the SID from the console in its place, and check that the variable it is read from is set.',
  *check(token) {
    for (const { claim, value, prefix, state, severity, product } of sidPlacesOf(token)) {
      if (state !== 'placeholder') continue
      const expected = `${nameOfKind(prefix)} (${prefix}…)`
      const message = `${claim} is ${token.show(value)}, a placeholder; it must be ${expected}`
      yield {
        claim,
        message,
        fix: `Set ${claim} to ${expected}, as the console shows it.`,
        product,
        severity,
      }
    }
  },
}
