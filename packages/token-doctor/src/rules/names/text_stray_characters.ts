import { findStray, trimStray } from '../../read/stray.ts'
import { ownTextsOf } from '../../read/texts.ts'
import type { TokenRule } from '../rule.ts'

export const TEXT_STRAY_CHARACTERS: TokenRule = {
  code: 'TEXT_STRAY_CHARACTERS',
  severity: 'warning',
  isCause: true,
  cause:
    'The identity, a room or an endpoint begins or ends with white space, a quote or an invisible character, and so equals no other.',
  example: '`{"identity":"alice\\n"}`, `{"room":"\\"daily\\""}`',
  mend: 'Trim the text where the server reads it, as with `.trim()`.',
  kinds: ['access-token'],
  *check(token) {
    for (const { claim, text } of ownTextsOf(token)) {
      const bare = trimStray(text)
      if (bare === text) continue
      yield { claim, message: `${claim} has ${findStray(text)}: ${token.show(text)}` }
    }
  },
}
