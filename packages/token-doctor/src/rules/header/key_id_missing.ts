import { CONTENT_TYPES } from '../../read/kind_facts.ts'
import type { TokenRule } from '../rule.ts'

export const KEY_ID_MISSING: TokenRule = {
  code: 'KEY_ID_MISSING',
  severity: 'error',
  twilioError: 20102,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A signed request’s header does not name the public key credential.',
  example: `\`{"cty":"${CONTENT_TYPES['client-validation']}"}\` without \`kid\``,
  mend: 'Set the header’s `kid` to the SID of the public key credential (`CR…`).',
  kinds: ['client-validation'],
  *check({ header }) {
    if (header.kid === undefined)
      yield { claim: 'kid', message: 'the header has no kid, the credential (CR…)' }
  },
}
