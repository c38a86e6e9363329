import { NOTHING } from '@x/jwt-core/token'
import { grantsOf } from '../../read/grants.ts'
import { isNameless } from '../../read/placeholder.ts'
import type { TokenRule } from '../rule.ts'

export const IDENTITY_PLACEHOLDER: TokenRule = {
  code: 'IDENTITY_PLACEHOLDER',
  severity: 'error',
  twilioError: 20106,
  isCause: true,
  cause:
    'The identity is what code makes of a missing value or an object, or a sample’s placeholder, so that all such users are one to Twilio.',
  example: '`{"grants":{"identity":"undefined"}}`, `"[object Object]"`',
  mend: 'Check the name of the variable or request parameter that the identity is read from; refuse a request without it.',
  kinds: ['access-token'],
  *check(token) {
    const { identity } = grantsOf(token)
    if (typeof identity !== 'string' || !isNameless(identity)) return
    const message = `the identity is the text ${token.show(identity)}, which code or a sample puts where a value is missing`
    // What is refused where it is minted is an error; the rest might be somebody's name.
    yield { claim: 'grants.identity', message, severity: NOTHING.test(identity) ? undefined : 'warning' }
  },
}
