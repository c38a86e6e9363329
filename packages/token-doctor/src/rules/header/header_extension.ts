import type { TokenRule } from '../rule.ts'

export const HEADER_EXTENSION: TokenRule = {
  code: 'HEADER_EXTENSION',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The header asks the verifier to understand an extension (`crit`, `b64`).',
  example: '`{"alg":"HS256","crit":["exp"]}`',
  mend: 'Leave `crit` and `b64` out of the header.',
  *check({ header }) {
    for (const claim of ['crit', 'b64'])
      if (claim in header) yield { claim, message: `the header has ${claim}, an extension` }
  },
}
