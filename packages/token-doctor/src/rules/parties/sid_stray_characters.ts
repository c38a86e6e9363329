import { describeSid, sidWithin } from '../../read/sid.ts'
import { sidPlacesOf } from '../../read/sid_places.ts'
import { findStray, withoutStray } from '../../read/stray.ts'
import { HIDDEN } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const SID_STRAY_CHARACTERS: TokenRule = {
  code: 'SID_STRAY_CHARACTERS',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  isCause: true,
  cause:
    'A SID has a line break, white space, a quote, an invisible character or punctuation in it, or the name of a variable before it, as from a file of variables.',
  example: '`{"sub":"AC…\\n"}`',
  mend: 'Trim the value where the server reads it, as with `.trim()`, and drop what stands around the SID where it is kept.',
  *check(token) {
    for (const { claim, value, state, severity, product } of sidPlacesOf(token)) {
      if (state !== 'stray' || typeof value !== 'string') continue
      const bare = sidWithin(value) ?? withoutStray(value)
      const stray = findStray(value) ?? 'other characters around it'
      const shown = token.show(value)
      // What is hidden whole is not shown in part.
      const rest = shown === HIDDEN ? '' : `; without, it is ${describeSid(bare, token.show)}`
      const message = `${claim} has ${stray}: ${shown}${rest}`
      yield { claim, message, product, severity }
    }
  },
}
