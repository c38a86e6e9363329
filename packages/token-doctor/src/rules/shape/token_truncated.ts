import type { Part } from '../../read/part.ts'
import type { ShapeRule } from './shape_rule.ts'

const CLAIMS = ['iss', 'sub', 'grants', 'jti', 'scope', 'exp']

export const TOKEN_TRUNCATED: ShapeRule = {
  code: 'TOKEN_TRUNCATED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause:
    'The end, the middle or the beginning of the token is missing: a column, a log or a copy cut it off.',
  example: '`eyJhbGciOi….eyJqdGki`',
  mend: 'Pass the whole token, and look for the field or log that cuts it.',
  *check({ text, parts, header, payload }) {
    const isClaims = ({ value = {} }: Part) => CLAIMS.some((name) => name in value) && !('alg' in value)
    const isCut = ({ isLike, value, json = '' }: Part) =>
      !isLike && value === undefined && !json.startsWith('{')
    const isHeadless = parts.length < 3 && isClaims(header)
    const isBeheaded = parts.length === 3 && isCut(header) && isClaims(payload)
    if (isHeadless || isBeheaded) {
      yield { message: 'the beginning of the token is missing: its header, or a part of it' }
      return
    }
    if (!header.isLike) return
    if (/\.\.\.|\.\.$|\u2026|\*{3}|\[truncated/i.test(text)) {
      const where = /(?:\.\.|\u2026)$/.test(text) ? 'ends in dots' : 'has dots or stars in it'
      yield { message: `the token ${where}: whatever showed it cut it off` }
    } else if (parts.length < 3) {
      const has = parts.length === 1 ? 'one part' : 'two parts'
      yield { message: `the token has ${has} of three: its end is missing` }
    }
  },
}
