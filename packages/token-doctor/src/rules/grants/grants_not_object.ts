import { isRecord } from '@x/jwt-core/token'
import type { TokenRule } from '../rule.ts'

export const GRANTS_NOT_OBJECT: TokenRule = {
  code: 'GRANTS_NOT_OBJECT',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: '`grants` is a list or a text, not an object.',
  example: '`{"grants":[{"video":{}}]}`',
  mend: 'Make `grants` an object: `{"identity":"alice","video":{"room":"daily"}}`.',
  kinds: ['access-token'],
  *check({ payload: { grants }, show }) {
    if (grants === undefined || isRecord(grants)) return
    yield { claim: 'grants', message: `grants is ${show(grants)}, not an object` }
  },
}
