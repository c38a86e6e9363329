import { INCOMING } from '@x/client-capability/facts'
import { scopesOf } from '../../read/scopes.ts'
import type { TokenRule } from '../rule.ts'

export const SCOPE_REPEATED: TokenRule = {
  code: 'SCOPE_REPEATED',
  severity: 'warning',
  cause: 'A scope stands there twice, and clients that read the token keep the last one only.',
  example: `two \`scope:${INCOMING}\` in one token`,
  mend: 'Leave one scope of each kind, and mint another token for the other name.',
  kinds: ['client-capability'],
  *check(token) {
    const seen = new Set<string>()
    const told = new Set<string>()
    for (const { scope, required } of scopesOf(token)) {
      if (scope === undefined || required === undefined) continue
      const { name } = scope
      if (seen.has(name) && !told.has(name)) {
        told.add(name)
        yield {
          claim: 'scope',
          message: `the scope ${name} stands there more than once; the last one counts`,
        }
      }
      seen.add(name)
    }
  },
}
