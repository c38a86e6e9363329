import { recasedSid } from '../../read/sid.ts'
import { sidPlacesOf } from '../../read/sid_places.ts'
import type { TokenRule } from '../rule.ts'

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
      const message = `${claim} is ${token.show(value)}, which has ${value.length} characters; a SID has two letters and 32 digits 0-9 and a-f`
      yield { claim, message, product }
    }
  },
}
