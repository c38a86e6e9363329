import { mainAlgorithmsOf } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const ALGORITHM_MISSING: TokenRule = {
  code: 'ALGORITHM_MISSING',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The header names no algorithm.',
  example: '`{"typ":"JWT"}`',
  mend: 'Set `alg` to the algorithm it is signed with: HS256, or RS256 for a signed request.',
  *check({ kind, header }) {
    if (header.alg !== undefined) return
    yield { claim: 'alg', message: 'the header has no alg', fix: `Set alg to ${mainAlgorithmsOf(kind)}.` }
  },
}
