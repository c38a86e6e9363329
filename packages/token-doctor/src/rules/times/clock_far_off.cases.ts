import type { Case } from '../../../test/case.ts'
import { access } from '../../../test/forge.ts'

const clock = Math.floor(Date.now() / 1000)
const good = access({ iat: clock, exp: clock + 3600, jti: 'one-of-many' })

export const CASES: readonly Case[] = [
  // What the clock brings about is told after it.
  {
    token: good,
    mended: good,
    options: { now: 0 },
    mendedOptions: { now: clock },
    along: ['LIFETIME_TOO_LONG', 'ISSUED_IN_FUTURE'],
  },
  {
    token: good,
    mended: good,
    options: { now: clock + 1e8 },
    mendedOptions: { now: clock },
    along: ['TOKEN_EXPIRED'],
  },
]
