import { REQUEST_TTL } from '@x/client-validation/facts'
import { MAX_TTL } from '@x/jwt-core/token'
import { lifeOf } from '../../read/times.ts'
import { showSpan } from '../../show.ts'
import type { TokenRule } from '../rule.ts'

export const REQUEST_LIFETIME_LONG: TokenRule = {
  code: 'REQUEST_LIFETIME_LONG',
  severity: 'warning',
  cause: `A signed request is meant to be used at once: it lives ${REQUEST_TTL} seconds.`,
  example: '`exp` an hour after `iat` in a signed request',
  mend: `Sign each request anew, with a life of at most ${REQUEST_TTL} seconds.`,
  kinds: ['client-validation'],
  *check(token) {
    const life = lifeOf(token)
    if (life === undefined || life <= REQUEST_TTL || life > MAX_TTL) return
    const message = `the signed request lives ${showSpan(life)}; it is meant to be used within ${REQUEST_TTL} s`
    yield { claim: 'exp', message }
  },
}
