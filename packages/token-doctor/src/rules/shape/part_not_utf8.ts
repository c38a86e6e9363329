import type { ShapeRule } from './shape_rule.ts'

export const PART_NOT_UTF8: ShapeRule = {
  code: 'PART_NOT_UTF8',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The header or payload is encoded text, but not in UTF-8.',
  example: 'an identity `Zoë` written in Latin-1',
  mend: 'Encode the JSON as UTF-8 before base64url.',
  *check({ header, payload }) {
    for (const { name, stage } of [header, payload])
      if (stage === 'bytes') yield { claim: name, message: `the ${name} is not valid UTF-8` }
  },
}
