import { claimOf, leavesOf } from '../../read/leaves.ts'
import { personalDataIn } from '../../read/personal_data.ts'
import { holdsSecret } from '../../read/secrets.ts'
import type { TokenRule } from '../rule.ts'

export const PERSONAL_DATA: TokenRule = {
  code: 'PERSONAL_DATA',
  severity: 'info',
  cause:
    'A claim holds an e-mail address or a phone number; a token is readable by whoever sees it, and logged.',
  example: '`{"grants":{"identity":"alice@example.com"}}`',
  mend: 'Use an opaque id, and look the person up on your server.',
  *check(token) {
    const told = new Set<string>()
    for (const leaf of leavesOf(token)) {
      const { path, text } = leaf
      const what = personalDataIn(text)
      if (what === undefined || told.has(path) || holdsSecret(token, leaf)) continue
      told.add(path)
      yield {
        claim: claimOf(path, token.show),
        message: `${token.show(path)} holds ${what}: ${token.show(text)}`,
      }
    }
  },
}
