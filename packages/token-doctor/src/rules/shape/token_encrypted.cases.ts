import type { Case } from '../../../test/case.ts'
import { b64, good } from '../../../test/forge.ts'

/** As Twilio makes them for Flex. */
const flex = b64('{"zip":"DEF","kid":"SAS_1","cty":"twilio-fpa;v=1","enc":"A256GCM","alg":"dir"}')

export const CASES: readonly Case[] = [
  { token: `${b64('{"alg":"dir","enc":"A128GCM"}')}..AAAA.BBBB.CCCC`, mended: good },
  { token: `${flex}..AAAA.BBBB.CCCC`, mended: good, severity: 'warning', options: { secret: [] } },
  { token: `${flex}..AAAA.BBBB.CCCC`, mended: good },
]
