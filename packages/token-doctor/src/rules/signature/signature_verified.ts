import type { SignatureRule } from './signature_rule.ts'

export const SIGNATURE_VERIFIED: SignatureRule = {
  code: 'SIGNATURE_VERIFIED',
  severity: 'info',
  cause: 'The signature was made with the secret given; of several, the finding names the one.',
  example: '`diagnose(token, { secret: [oldSecret, newSecret] })`',
  mend: 'Nothing to mend.',
  check({ good }) {
    return good && { message: `the signature is good: made with ${good.name}` }
  },
}
