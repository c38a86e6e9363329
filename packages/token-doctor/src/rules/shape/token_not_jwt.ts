import type { ShapeRule } from './shape_rule.ts'

export const TOKEN_NOT_JWT: ShapeRule = {
  code: 'TOKEN_NOT_JWT',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The text has not the three parts of a signed JWT.',
  example: '`hello`, or two tokens run together',
  mend: 'Pass the text that `toJwt()` gave: three parts joined by dots, the first beginning with `eyJ`.',
  *check({ parts, header, payload }) {
    const count = parts.length
    if (count === 3 && (header.isLike || header.value !== undefined || payload.value !== undefined)) return
    if (count === 3) yield { message: 'this text is no JWT, though it has two dots' }
    else if (!header.isLike) yield { message: 'this text is no JWT: it does not begin with eyJ' }
    else if (count > 3) {
      const message = `this text has ${count} parts joined by dots, a JWT has three; are two tokens run together?`
      yield { message }
    }
  },
}
