import { policiesOf } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

export const POLICY_REPEATED: TokenRule = {
  code: 'POLICY_REPEATED',
  severity: 'info',
  cause: 'The same policy stands there twice, as when some helper libraries sign one token object twice.',
  example: 'two web socket policies of the same method',
  mend: 'Make a new token object for each token.',
  kinds: ['taskrouter-capability'],
  *check(token) {
    const seen = new Set<string>()
    for (const { index, claim, policy } of policiesOf(token)) {
      if (policy === undefined) continue
      const { url, method, allow, query_filter, post_filter } = policy
      const text = JSON.stringify([url, method, allow, query_filter ?? {}, post_filter ?? {}])
      if (seen.has(text)) yield { claim, message: `the policy ${index} is the same as one before it` }
      seen.add(text)
    }
  },
}
