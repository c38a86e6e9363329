import type { ShapeRule } from './shape_rule.ts'

export const TOKEN_MALFORMED: ShapeRule = {
  code: 'TOKEN_MALFORMED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause:
    'A strict parser refuses the token: a name twice in one object, too deep a nesting, stray bits at the end of a part.',
  example: '`{"sub":"AC1…","sub":"AC2…"}` as the payload',
  mend: 'Mint the token with a JWT library instead of joining JSON and base64 by hand.',
  *check({ header, payload }) {
    for (const { name, strictFlaw } of [header, payload])
      if (strictFlaw !== undefined) yield { claim: name, message: `the ${name} ${strictFlaw}` }
  },
}
