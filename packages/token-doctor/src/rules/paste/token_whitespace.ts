import { TOKEN_START } from '../../read/find_token.ts'
import { findTokens, isWhole } from '../../read/find_tokens.ts'
import { trimUnseen, withoutUnseen } from '../../read/unseen.ts'
import type { PeelRule } from './paste_rule.ts'

export const TOKEN_WHITESPACE: PeelRule = {
  code: 'TOKEN_WHITESPACE',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'White space, a line break or an invisible character stands around or inside the token.',
  example: 'a token read from a file that ends in a line break',
  mend: 'Remove all white space from the token, as with `.trim()` where it is read.',
  peel(text) {
    const inner = trimUnseen(text)
    if (inner === '') return undefined
    if (inner !== text) {
      const where = text.startsWith(inner) ? 'after' : text.endsWith(inner) ? 'before' : 'around'
      return { inner, message: `there is white space ${where} the token` }
    }
    if (isWhole(findTokens(text)[0]?.token ?? '')) return undefined
    const bare = withoutUnseen(text)
    if (!bare.startsWith('eyJ')) return undefined
    if (bare === text || !TOKEN_START.test(bare)) return undefined
    return { inner: bare, message: 'there is white space, or a character that cannot be seen, in the token' }
  },
}
