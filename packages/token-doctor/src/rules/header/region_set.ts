import { hasKeys, isRegion } from '../../read/region.ts'
import type { TokenRule } from '../rule.ts'

/** The region of a token that names none. */
const DEFAULT = 'us1'

export const REGION_SET: TokenRule = {
  code: 'REGION_SET',
  severity: 'info',
  twilioError: 20101,
  cause:
    'The token is for a region: its API key must have been made in that region. Video takes US1 keys alone.',
  example: '`{"twr":"ie1"}`',
  mend: 'Check that the API key was made in that region, or leave the region out for a US1 key.',
  kinds: ['access-token'],
  *check({ header: { twr }, payload, product, show }) {
    if (!isRegion(twr) || !hasKeys(twr)) return
    const message = `the token is for the region ${twr}, and takes an API key made there: one of another region gives 20101`
    if (product === 'video' && twr !== DEFAULT)
      yield {
        claim: 'twr',
        message: `${message}; Video takes US1 keys alone`,
        fix: 'Leave the region out, and sign with an API key made in US1.',
        severity: 'warning',
      }
    else
      yield {
        claim: 'twr',
        message,
        fix: `Check one thing: switch the console to the region ${twr} and look for the key ${show(payload.iss)} among its API keys; if it is not there, make one there${twr === DEFAULT ? '' : ', or leave the region out for a US1 key'}.`,
      }
  },
}
