import { isRecord } from '@x/jwt-core/token'
import { whoMustKnow } from '../../read/identity.ts'
import { misplacedIdentity } from '../../read/misplaced_identity.ts'
import type { TokenRule } from '../rule.ts'

export const IDENTITY_UNSET: TokenRule = {
  code: 'IDENTITY_UNSET',
  severity: 'info',
  twilioError: 20106,
  cause: 'The token does not say who the bearer is; most products must know.',
  example: '`{"grants":{"video":{}}}`',
  mend: 'Set `grants.identity` to a user name of your own: the option `identity`.',
  kinds: ['access-token'],
  *check(token) {
    const { grants } = token.payload
    if (!isRecord(grants) || grants.identity !== undefined || whoMustKnow(token) !== undefined) return
    const message = 'the token does not say who the bearer is'
    const { path } = misplacedIdentity(token)
    if (path === undefined) yield { claim: 'grants.identity', message }
    else
      yield {
        claim: path,
        message: `${message}: ${path} is not read, grants.identity is`,
        fix: `Move it from ${path} to grants.identity.`,
        severity: 'warning',
        place: 'first',
      }
  },
}
