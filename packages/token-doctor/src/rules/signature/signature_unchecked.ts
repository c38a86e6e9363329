import type { SignatureRule } from './signature_rule.ts'

export const SIGNATURE_UNCHECKED: SignatureRule = {
  code: 'SIGNATURE_UNCHECKED',
  severity: 'info',
  cause: 'No secret was given, so the signature was not checked.',
  example: '`diagnose(token)`',
  mend: 'Give the secret: `diagnose(token, { secret })`.',
  check({ secrets }) {
    if (secrets.length > 0) return undefined
    return { message: 'no secret was given, so the signature was not checked' }
  },
}
