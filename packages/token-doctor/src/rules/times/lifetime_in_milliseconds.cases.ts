import type { Case } from '../../../test/case.ts'
import { access, auth, capability, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...[60_000, 3_600_000, 14_400_000, 86_400_000, 900_000]
    .filter((life) => life > 86_400)
    .map((life) => ({
      token: access({ exp: NOW + life }),
      mended: good,
    })),
  {
    token: access({ iat: undefined, exp: NOW + 3_600_000 }),
    mended: access({ iat: undefined }),
    along: ['ISSUED_AT_MISSING'],
  },
  { token: capability({ exp: NOW + 3_600_000 }), mended: capability(), options: auth },
]
