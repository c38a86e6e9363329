import { isEmptyRecord, tokenMemberOf } from '../../read/answer.ts'
import { parseJson } from '../../read/json.ts'
import type { ValueRule } from './paste_rule.ts'

export const TOKEN_NOT_AWAITED: ValueRule = {
  code: 'TOKEN_NOT_AWAITED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A promise was written as JSON in place of the token it would have given: JSON makes `{}` of it.',
  example: '`res.json({ token: token.toJwt() })`, which answers `{"token":{}}`',
  mend: 'Await the token where it is made: `const jwt = await token.toJwt()`.',
  recognise(given) {
    const value = typeof given === 'string' ? parseJson(given) : given
    if (typeof given === 'string' && isEmptyRecord(value))
      return { message: 'this is {}, which JSON makes of a promise that was not awaited' }
    const { name, value: inner } = tokenMemberOf(value) ?? {}
    if (typeof (inner as Promise<unknown> | undefined)?.then === 'function')
      return { message: `the member ${name} of this object is a promise that was not awaited` }
    if (!isEmptyRecord(inner)) return undefined
    return {
      message: `the member ${name} of this JSON is {}, which JSON makes of a promise that was not awaited`,
    }
  },
}
