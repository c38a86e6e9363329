import { isDecodedToken } from '../../read/find_token.ts'
import { parseJson } from '../../read/json.ts'
import type { TextRule } from './paste_rule.ts'

/** Header and claims one after the other, as jwt.io shows them. */
const TWO_PARTS = /^\{([^{}]{0,800})\}[\s.,]{0,20}\{/

function isTwoParts(text: string): boolean {
  return /"(?:alg|typ)"/.test(TWO_PARTS.exec(text)?.[1] ?? '')
}

export const TOKEN_DECODED: TextRule = {
  code: 'TOKEN_DECODED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'This is what a token says once decoded, not the signed token.',
  example: '`{"iss":"SK…","grants":{…}}`',
  mend: 'Pass the signed text of three parts joined by dots, which begins with `eyJ`.',
  recognise(text) {
    if (!isDecodedToken(parseJson(text)) && !isTwoParts(text)) return undefined
    return { message: 'this is the JSON that a token holds, not the signed token' }
  },
}
