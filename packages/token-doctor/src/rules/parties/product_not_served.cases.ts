import type { Case } from '../../../test/case.ts'
import { auth, capability, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: capability(),
    mended: good,
    options: { ...auth, product: 'video' },
    mendedOptions: { product: 'video' },
  },
]
