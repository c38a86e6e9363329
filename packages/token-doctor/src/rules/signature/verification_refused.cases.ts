import type { Case } from '../../../test/case.ts'
import { brokenRing, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: good, mended: good, options: { secret: brokenRing }, mendedOptions: {} },
]
