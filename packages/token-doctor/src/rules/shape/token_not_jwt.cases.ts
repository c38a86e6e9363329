import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: 'hello', mended: good },
  { token: 'a.b.c', mended: good },
  { token: `${good}.x`, mended: good },
  { token: good + good, mended: good },
]
