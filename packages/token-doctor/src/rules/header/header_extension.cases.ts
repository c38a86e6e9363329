import type { Case } from '../../../test/case.ts'
import { access, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, { crit: ['exp'] }), mended: good, options: { secret: undefined } },
  { token: access({}, { b64: false }), mended: good, options: { secret: undefined } },
]
