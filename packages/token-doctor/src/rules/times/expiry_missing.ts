import { MAX_TTL } from '@x/jwt-core/token'
import type { TokenRule } from '../rule.ts'

export const EXPIRY_MISSING: TokenRule = {
  code: 'EXPIRY_MISSING',
  severity: 'error',
  twilioError: 20104,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The token has no end of life.',
  example: 'a payload without `exp`',
  mend: `Set \`exp\` to the time of signing plus the life, in seconds, at most ${MAX_TTL}.`,
  *check({ payload }) {
    if (payload.exp === undefined) yield { claim: 'exp', message: 'the token has no exp, so it has no end' }
  },
}
