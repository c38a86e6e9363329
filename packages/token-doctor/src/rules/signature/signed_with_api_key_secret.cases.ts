import type { Case } from '../../../test/case.ts'
import { AUTH_TOKEN, capability } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: capability({}, {}, 'Ab3'.repeat(10).concat('Zz')),
    mended: capability(),
    options: { secret: 'Ab3'.repeat(10).concat('Zz') },
    mendedOptions: { secret: AUTH_TOKEN },
    severity: 'warning',
  },
  {
    token: capability({}, {}, 'Ab3'.repeat(10).concat('Zz')),
    mended: capability(),
    options: { secret: [AUTH_TOKEN, 'Ab3'.repeat(10).concat('Zz')] },
  },
]
