import { isRegion } from '../../read/region.ts'
import type { TokenRule } from '../rule.ts'

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
    if (!isRegion(twr)) return
    const key = `an API key made there: one of another region, such as US1, gives 20101`
    const video = product === 'video' && twr !== 'us1' ? '; Video takes US1 keys alone' : ''
    yield {
      claim: 'twr',
      message: `the token is for the region ${twr}, and takes ${key}${video}`,
      fix: `Check one thing: switch the console to the region ${twr} and look for the key ${show(payload.iss)} among its API keys; if it is not there, make one there, or leave the region out for a US1 key.`,
    }
  },
}
