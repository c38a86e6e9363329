import type { Case } from '../../../test/case.ts'
import { granted, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ voice: {} }), mended: granted({ voice }) },
  {
    token: granted({ voice: { incoming: { allow: false } } }),
    mended: granted({ voice: { incoming: { allow: true } } }),
  },
]
