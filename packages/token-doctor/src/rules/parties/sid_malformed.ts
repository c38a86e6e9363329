import { recasedSid } from '../../read/sid.ts'
import { sidPlacesOf } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

/** How many characters a SID has. */
const WHOLE = 34

export const SID_MALFORMED: TokenRule = {
  code: 'SID_MALFORMED',
  severity: 'warning',
  twilioError: 20103,
  cause:
    'A SID has the right prefix, but is not two letters and 32 hexadecimal digits: a part is missing, was added or changed.',
  example: '`{"sub":"AC0123"}`, `{"sub":"AC…"}` with digits in capitals',
  mend: 'Copy the whole SID from the console: 34 characters.',
  *check(token) {
    for (const { claim, value, state, severity, product } of sidPlacesOf(token)) {
      if (typeof value !== 'string') continue
      if (state === 'case') {
        const message = `${claim} is ${token.show(value)}, whose letters were changed; a SID has two capitals and 32 digits 0-9 and a-f`
        const fix = `Write it as ${recasedSid(value)}, as the console does.`
        yield { claim, message, fix, product, severity }
      }
      if (state !== 'short') continue
      const at = value.slice(2).search(/[^0-9a-f]/)
      const has =
        value.length === WHOLE && at !== -1
          ? `${token.show(value[at + 2])} as its character ${at + 3}`
          : `${value.length} characters`
      const message = `${claim} is ${token.show(value)}, which has ${has}; a SID has two letters and 32 digits 0-9 and a-f`
      yield { claim, message, product }
    }
  },
}
