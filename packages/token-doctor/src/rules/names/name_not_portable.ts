import { forbiddenIn, namesOf } from '../../read/names.ts'
import type { TokenRule } from '../rule.ts'

export const NAME_NOT_PORTABLE: TokenRule = {
  code: 'NAME_NOT_PORTABLE',
  severity: 'warning',
  cause: 'A client name of Voice has characters beyond letters, digits and underscores: some SDKs refuse it.',
  example: '`alice@example.com`, `alice-1`',
  mend: 'Use letters, digits and underscores.',
  kinds: ['access-token', 'client-capability'],
  *check(token) {
    for (const { claim, name, isOfVoice } of namesOf(token)) {
      if (!isOfVoice || /^\w*$/.test(name) || forbiddenIn(name) !== undefined) continue
      const message = `the client name ${token.show(name)} has other characters than letters, digits and _`
      yield { claim, message }
    }
  },
}
