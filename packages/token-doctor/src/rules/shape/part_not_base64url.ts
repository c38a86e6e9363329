import { alphabetFlaw } from '../../read/part.ts'
import type { ShapeRule } from './shape_rule.ts'

export const PART_NOT_BASE64URL: ShapeRule = {
  code: 'PART_NOT_BASE64URL',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A part is encoded by the standard base64 alphabet, padded with `=`, or holds other characters.',
  example: '`eyJhbGciOiJIUzI1NiJ9==.…`',
  mend: 'Encode each part as base64url: `-` and `_` in place of `+` and `/`, and no `=`.',
  *check({ header, payload, signature }) {
    for (const { name, flaw } of [header, payload])
      if (flaw !== undefined) yield { claim: name, message: `the ${name} ${flaw}` }
    // A length that no bytes encode to is that of a signature which was cut.
    const flaw = /^[\w-]*$/.test(signature) ? undefined : alphabetFlaw(signature)
    if (flaw !== undefined) yield { claim: 'signature', message: `the signature ${flaw}` }
  },
}
