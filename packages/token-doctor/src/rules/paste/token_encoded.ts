import { decodeUtf8 } from '@x/jwt-core/token'
import { TOKEN_START } from '../../read/find_token.ts'
import { fromBase64, fromHex } from '../../signature/variants.ts'
import type { PeelRule } from './paste_rule.ts'

/** The shortest text that could be a token in such an encoding. */
const SHORTEST = 100

export const TOKEN_ENCODED: PeelRule = {
  code: 'TOKEN_ENCODED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause:
    'The token was encoded once more as a whole, in base64 or hexadecimal; its parts are base64url already.',
  example: '`btoa(jwt)`, which begins with `ZXlK`',
  mend: 'Pass the token as `toJwt()` gives it, without encoding it again.',
  peel(text) {
    if (text.length < SHORTEST || text.includes('.')) return undefined
    for (const [name, read] of Object.entries({ hexadecimal: fromHex, base64: fromBase64 })) {
      const bytes = read(text)
      const inner = bytes === undefined ? undefined : decodeUtf8(bytes)?.trim()
      if (inner !== undefined && (TOKEN_START.test(inner) || /^\{\s*"\w{0,20}token"/i.test(inner)))
        return { inner, message: `the whole token is encoded once more, in ${name}` }
    }
    return undefined
  },
}
