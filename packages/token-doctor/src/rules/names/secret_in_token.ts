import { claimOf, leavesOf } from '../../read/leaves.ts'
import { holdsSecret } from '../../read/secrets.ts'
import type { TokenRule } from '../rule.ts'

export const SECRET_IN_TOKEN: TokenRule = {
  code: 'SECRET_IN_TOKEN',
  severity: 'warning',
  cause: 'A claim holds a secret, and a token is signed, not encrypted: whoever sees it can read the claim.',
  example: '`{"outgoing":{"params":{"password":"…"}}}`',
  mend: 'Take the secret out of the claims and replace it, as it must count as known.',
  *check(token) {
    const leaf = leavesOf(token).find((each) => holdsSecret(token, each))
    if (leaf === undefined) return
    const { path, name } = leaf
    const { show } = token
    const place = path === 'scope' && name !== 'scope' ? `a parameter of scope (${show(name)})` : show(path)
    yield {
      claim: claimOf(path, show),
      message: `${place} holds a secret, and a token can be read by anybody`,
    }
  },
}
