import type { Case } from '../../../test/case.ts'
import { good, granted } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...['alice\n', ' alice', '"alice"', 'alice\u200b', '\ufeffalice', '  '].map((identity) => ({
    token: granted({ identity, video: {} }),
    mended: good,
  })),
  { token: granted({ video: { room: 'daily ' } }), mended: good },
]
