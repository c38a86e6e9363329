import type { Case } from '../../../test/case.ts'
import { access, good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: access({}, { alg: 'HS512' }, SECRET.repeat(2)),
    mended: good,
    options: { secret: SECRET.repeat(2) },
    mendedOptions: {},
  },
]
