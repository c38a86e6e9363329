import type { TextRule } from './paste_rule.ts'

export const TOKEN_EMPTY: TextRule = {
  code: 'TOKEN_EMPTY',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { voice: 31102 },
  cause: 'There is nothing where the token should be.',
  example: '`""`',
  mend: 'Look at what the token endpoint answers, and at the name of the member you read from its answer.',
  recognise(text) {
    return text.trim() === '' ? { message: 'the token is empty' } : undefined
  },
}
