import type { SignatureRule } from './signature_rule.ts'

export const VERIFICATION_REFUSED: SignatureRule = {
  code: 'VERIFICATION_REFUSED',
  severity: 'error',
  twilioError: 20101,
  cause: 'Verifying failed for a reason that no other finding names.',
  example: 'a key ring whose resolver fails',
  mend: 'Verify the token with `Jwt.decode`, and look the code of its error up below.',
  check({ outcomes }) {
    if (outcomes.length === 0) return undefined
    return { message: 'the signature could not be checked: the key ring failed' }
  },
}
