import { scopesOf } from '../../read/scopes.ts'
import type { TokenRule } from '../rule.ts'

export const SCOPE_VALUE_MISREAD: TokenRule = {
  code: 'SCOPE_VALUE_MISREAD',
  severity: 'info',
  cause:
    'Clients that read the scope themselves take apart a value with `&`, `=`, `%` or a space written as `+`.',
  example: '`appParams=a%2Bb%3Dc`',
  mend: 'Keep to letters, digits, `-`, `_` and `.` in parameters, and write a space as `%20`.',
  kinds: ['client-capability'],
  *check(token) {
    for (const { scope, required } of scopesOf(token)) {
      if (scope === undefined || required === undefined || !scope.isMisread) continue
      const message = `a value in the scope ${scope.name} is read otherwise by clients that read the token themselves`
      yield { claim: 'scope', message }
    }
  },
}
