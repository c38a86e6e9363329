import type { TokenRule } from '../rule.ts'

export const POLICIES_EMPTY: TokenRule = {
  code: 'POLICIES_EMPTY',
  severity: 'warning',
  cause: 'A TaskRouter token has no policies, so it allows nothing; twilio-node adds none by itself.',
  example: '`{"policies":[]}`',
  mend: 'Add the policies of the worker, task queue or workspace.',
  kinds: ['taskrouter-capability'],
  *check({ payload: { policies } }) {
    if (!Array.isArray(policies) || policies.length > 0) return
    yield { claim: 'policies', message: 'the token has no policy, so it allows nothing' }
  },
}
