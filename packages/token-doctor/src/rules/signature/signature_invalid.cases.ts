import type { Case } from '../../../test/case.ts'
import { access, good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, {}, 'another-secret'), mended: good },
  { token: good, mended: good, options: { secret: ['a', 'b'] }, mendedOptions: { secret: ['a', SECRET] } },
]
