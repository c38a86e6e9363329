import { isRecord } from '@x/jwt-core/token'
import { whoMustKnow } from '../../read/identity.ts'
import { misplacedIdentity } from '../../read/misplaced_identity.ts'
import type { TokenRule } from '../rule.ts'

export const IDENTITY_MISSING: TokenRule = {
  code: 'IDENTITY_MISSING',
  severity: 'warning',
  twilioError: 20106,
  elsewhere: { voice: 31204, chat: 51007, sync: 51007, video: 51007 },
  cause: 'The token does not say who the bearer is, and the product must know.',
  example: '`{"grants":{"voice":{…}}}`',
  mend: 'Set `grants.identity` to a user name of your own: the option `identity`.',
  kinds: ['access-token'],
  *check(token) {
    const { grants } = token.payload
    const product = whoMustKnow(token)
    if (!isRecord(grants) || grants.identity !== undefined || product === undefined) return
    // A token for nobody can be minted; it is the product's SDK that asks who it is.
    const severity = token.product === undefined ? undefined : 'error'
    const message = `the token has no identity, which ${product} needs`
    const { path } = misplacedIdentity(token)
    if (path === undefined) yield { claim: 'grants.identity', message, severity }
    else
      yield {
        claim: path,
        message: `${message}: ${path} is not read, grants.identity is`,
        fix: `Move it from ${path} to grants.identity.`,
        severity,
        place: 'first',
      }
  },
}
