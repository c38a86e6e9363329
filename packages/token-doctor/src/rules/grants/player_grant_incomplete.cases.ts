import type { Case } from '../../../test/case.ts'
import { granted } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: granted({ player: {} }),
    mended: granted({ player: { playbackUrl: 'https://example.test/x', playerStreamerSid: 'VJ1' } }),
  },
]
