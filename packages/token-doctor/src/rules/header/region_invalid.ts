import { hasKeys, isRegion, meantRegion } from '../../read/region.ts'
import type { TokenRule } from '../rule.ts'

export const REGION_INVALID: TokenRule = {
  code: 'REGION_INVALID',
  severity: 'warning',
  twilioError: 20101,
  cause: '`twr` is there but is no name of a region.',
  example: '`{"twr":""}`',
  mend: 'Set the region’s name, such as `ie1`, or leave `twr` out.',
  kinds: ['access-token'],
  *check({ header: { twr }, show }) {
    // twilio-ruby writes null where there is no region.
    if (twr === undefined || twr === null || (isRegion(twr) && hasKeys(twr))) return
    const region = meantRegion(twr)
    const what = isRegion(twr)
      ? 'a region in which no API keys are known to be made'
      : `not the name of a region${region === undefined ? '' : ` but of ${region}, in other words`}`
    const fix = region === undefined ? undefined : `Set twr to ${region}, or leave it out.`
    yield { claim: 'twr', message: `twr is ${show(twr)}, ${what}`, fix }
  },
}
