import type { ShapeRule } from './shape_rule.ts'

export const TOKEN_UNSIGNED: ShapeRule = {
  code: 'TOKEN_UNSIGNED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The third part, the signature, is empty.',
  example: '`eyJ….eyJ….`',
  mend: 'Sign the token, and pass all of it.',
  *check({ signature }) {
    if (signature === '') yield { message: 'the signature is empty' }
  },
}
