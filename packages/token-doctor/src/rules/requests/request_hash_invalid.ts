import { REQUEST_HASH } from '@x/client-validation/facts'
import type { TokenRule } from '../rule.ts'

export const REQUEST_HASH_INVALID: TokenRule = {
  code: 'REQUEST_HASH_INVALID',
  severity: 'error',
  twilioError: 20151,
  cause: '`rqh` is not the SHA-256 of the canonical request in lower-case hexadecimal.',
  example: '`{"rqh":"Qk3…="}`, the hash in base64',
  mend: 'Write the hash as 64 lower-case hexadecimal digits.',
  kinds: ['client-validation'],
  *check({ payload: { rqh } }) {
    if (rqh === undefined || (typeof rqh === 'string' && REQUEST_HASH.test(rqh))) return
    yield { claim: 'rqh', message: 'rqh is not 64 lower-case hexadecimal digits' }
  },
}
