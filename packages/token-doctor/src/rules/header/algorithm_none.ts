import { mainAlgorithmsOf } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const ALGORITHM_NONE: TokenRule = {
  code: 'ALGORITHM_NONE',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The algorithm `none` leaves the token unsigned, so that anybody could write it.',
  example: '`{"alg":"none"}`',
  mend: 'Sign with HS256.',
  *check({ kind, header: { alg }, show }) {
    if (typeof alg !== 'string' || alg.toLowerCase() !== 'none') return
    const message = `alg is ${show(alg)}: the token is not signed`
    yield { claim: 'alg', message, fix: `Sign with ${mainAlgorithmsOf(kind)}.` }
  },
}
