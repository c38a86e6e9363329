import { algorithmsOf, mainAlgorithmsOf } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const ALGORITHM_UNDOCUMENTED: TokenRule = {
  code: 'ALGORITHM_UNDOCUMENTED',
  severity: 'info',
  cause: 'Some helper libraries can sign with HS384 and HS512, but Twilio documents HS256 alone.',
  example: '`{"alg":"HS512"}`',
  mend: 'Sign with HS256 unless you know that Twilio takes this one.',
  *check({ kind, header: { alg } }) {
    const main = mainAlgorithmsOf(kind)
    if (!algorithmsOf(kind).includes(alg as string) || main.includes(alg as string)) return
    yield { claim: 'alg', message: `alg is ${alg}; Twilio documents ${main} alone` }
  },
}
