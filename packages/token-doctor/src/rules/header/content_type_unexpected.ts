import { CONTENT_TYPES, contentTypeOf } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const CONTENT_TYPE_UNEXPECTED: TokenRule = {
  code: 'CONTENT_TYPE_UNEXPECTED',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A capability token has a `cty`, by which it is taken for another kind of token.',
  example: `\`{"cty":"${CONTENT_TYPES['access-token']}"}\` over a \`scope\` claim`,
  mend: 'Leave `cty` out of a capability token’s header, or mint an access token.',
  *check({ kind, header: { cty }, show }) {
    if (contentTypeOf(kind) !== undefined || cty === undefined) return
    yield { claim: 'cty', message: `the header's cty is ${show(cty)}; a capability token has none` }
  },
}
