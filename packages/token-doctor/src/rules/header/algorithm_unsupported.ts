import { algorithmsOf, mainAlgorithmsOf } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const ALGORITHM_UNSUPPORTED: TokenRule = {
  code: 'ALGORITHM_UNSUPPORTED',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The token is signed by an algorithm that Twilio does not take for this kind of token.',
  example: '`{"alg":"RS256"}` on an access token',
  mend: 'Sign access and capability tokens with HS256, signed requests with RS256 or PS256.',
  *check({ kind, header: { alg }, show }) {
    const isNone = typeof alg === 'string' && alg.toLowerCase() === 'none'
    if (alg === undefined || isNone || algorithmsOf(kind).includes(alg as string)) return
    const expected = mainAlgorithmsOf(kind)
    const message = `alg is ${show(alg)}, which Twilio does not take here; it takes ${expected}`
    yield { claim: 'alg', message, fix: `Sign with ${expected}.` }
  },
}
