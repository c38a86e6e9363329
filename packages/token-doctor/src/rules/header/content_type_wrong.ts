import { contentTypeOf, SET_CONTENT_TYPE } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const CONTENT_TYPE_WRONG: TokenRule = {
  code: 'CONTENT_TYPE_WRONG',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: '`cty` is there but not what Twilio asks for.',
  example: '`{"cty":"twilio-fpa"}`',
  mend: SET_CONTENT_TYPE,
  *check({ kind, header: { cty }, show }) {
    const expected = contentTypeOf(kind)
    if (expected === undefined || cty === undefined || cty === expected) return
    const message = `cty is ${show(cty)}, not ${expected}`
    yield { claim: 'cty', message, fix: `Set the header's cty to ${expected}.` }
  },
}
