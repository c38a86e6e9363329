import type { Case } from '../../../test/case.ts'
import { AC, access, good, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, {}, SK), mended: good },
  { token: access({}, {}, AC), mended: good, options: { secret: undefined } },
]
