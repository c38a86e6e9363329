import { policiesOf } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

export const POLICY_INVALID: TokenRule = {
  code: 'POLICY_INVALID',
  severity: 'error',
  twilioError: 20101,
  cause: 'A policy is not an object of `url`, `method`, `allow` and filters.',
  example: '`{"url":"https://…","method":"GET","allow":"yes"}`',
  mend: 'Write `url` and `method` as texts, `allow` as true or false, each filter as `{"<name>":{"required":true}}`.',
  kinds: ['taskrouter-capability'],
  *check(token) {
    for (const { index, claim, flaw } of policiesOf(token))
      if (flaw !== undefined) yield { claim, message: `the policy ${index} ${flaw}` }
  },
}
