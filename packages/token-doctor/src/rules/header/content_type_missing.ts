import { contentTypeOf, SET_CONTENT_TYPE } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const CONTENT_TYPE_MISSING: TokenRule = {
  code: 'CONTENT_TYPE_MISSING',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The header has no `cty`, which a JWT library does not set by itself.',
  example: '`{"alg":"HS256","typ":"JWT"}` on an access token',
  mend: SET_CONTENT_TYPE,
  *check({ kind, header }) {
    const expected = contentTypeOf(kind)
    if (expected === undefined || header.cty !== undefined) return
    const message = `the header has no cty; it must be ${expected}`
    yield { claim: 'cty', message, fix: `Set the header's cty to ${expected}.` }
  },
}
