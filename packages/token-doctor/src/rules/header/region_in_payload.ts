import { isRegion } from '../../read/region.ts'
import type { TokenRule } from '../rule.ts'

export const REGION_IN_PAYLOAD: TokenRule = {
  code: 'REGION_IN_PAYLOAD',
  severity: 'warning',
  twilioError: 20101,
  isCause: true,
  cause:
    'The region stands among the claims, or under the name of the option, where it is not read; it belongs into the header’s `twr`.',
  example: '`{"twr":"ie1"}` in the payload',
  mend: 'Set `twr` in the header, or use the option `region` of `AccessToken`.',
  *check({ payload, header, show }) {
    if (payload.twr !== undefined && payload.twr !== null)
      yield {
        claim: 'twr',
        message: `the payload has twr ${show(payload.twr)}, which is read in the header alone`,
      }
    if (header.twr !== undefined && header.twr !== null) return
    for (const [where, { region }] of Object.entries({ payload, header }))
      if (isRegion(region))
        yield { claim: 'region', message: `the ${where} has region ${show(region)}, which is not read` }
  },
}
