import { isWholeSid, nameOfKind } from '../../read/sid.ts'
import type { TextRule } from './paste_rule.ts'

export const TOKEN_IS_SID: TextRule = {
  code: 'TOKEN_IS_SID',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A SID was passed where the token belongs.',
  example: '`SKfedc…` as the token',
  mend: 'Mint a token with the account SID, the API key SID and its secret, and pass what `toJwt()` gives.',
  recognise(text) {
    if (!isWholeSid(text)) return undefined
    return { message: `${nameOfKind(text)} (${text.slice(0, 2)}…) was passed where the token belongs` }
  },
}
