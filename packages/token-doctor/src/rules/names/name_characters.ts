import { forbiddenIn, namesOf } from '../../read/names.ts'
import type { TokenRule } from '../rule.ts'

export const NAME_CHARACTERS: TokenRule = {
  code: 'NAME_CHARACTERS',
  severity: 'error',
  twilioError: 31105,
  cause:
    'A client name of Voice has a space, a control character or one of `< > # % " { } | \\ ^ [ ]` or a backquote.',
  example: '`{"grants":{"identity":"Alice Smith","voice":{…}}}`',
  mend: 'Use letters, digits and underscores.',
  kinds: ['access-token', 'client-capability'],
  *check(token) {
    for (const { claim, name, isOfVoice } of namesOf(token)) {
      const found = isOfVoice ? forbiddenIn(name) : undefined
      if (found === undefined) continue
      const code = (found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')
      const which = found === ' ' ? 'a space' : `the character U+${code}`
      // An access token may serve another product than Voice, whatever its grants.
      const severity = token.kind === 'access-token' && token.product !== 'voice' ? 'warning' : undefined
      yield {
        claim,
        message: `the client name ${token.show(name)} has ${which}, which Voice refuses`,
        severity,
      }
    }
  },
}
