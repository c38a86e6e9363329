import { SIGNED_HEADERS } from '@x/client-validation/facts'
import { headerNamesOf } from '../../read/signed_headers.ts'
import type { TokenRule } from '../rule.ts'

export const HEADER_LIST_SHORT: TokenRule = {
  code: 'HEADER_LIST_SHORT',
  severity: 'warning',
  cause: 'The request’s host or authorization is not signed; the helper libraries sign both.',
  example: '`{"hrh":"content-type"}`',
  mend: `Sign ${SIGNED_HEADERS.map((name) => `\`${name}\``).join(' and ')} beside any others.`,
  kinds: ['client-validation'],
  *check(token) {
    const names = headerNamesOf(token)
    if (names === undefined) return
    const missing = SIGNED_HEADERS.filter((name) => !names.includes(name))
    if (missing.length > 0)
      yield { claim: 'hrh', message: `the request's ${missing.join(' and ')} is not signed` }
  },
}
