import type { Case } from '../../../test/case.ts'
import { b64, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: `${b64('{"alg":"dir","enc":"A128GCM"}')}..AAAA.BBBB.CCCC`, mended: good },
]
