import type { Case } from '../../../test/case.ts'
import { access, good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, {}, 'short'), mended: good, options: { secret: 'short' }, mendedOptions: {} },
  {
    token: access({}, {}, SECRET.slice(1)),
    mended: good,
    options: { secret: new TextEncoder().encode(SECRET.slice(1)) },
    mendedOptions: {},
  },
]
