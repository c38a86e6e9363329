import type { Case } from '../../../test/case.ts'
import { good, poorRing } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: good, mended: good, options: { secret: poorRing }, mendedOptions: {} },
]
