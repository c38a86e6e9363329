import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...['', ' \n', '""', "''", 'Bearer ', 'Bearer'].map((token) => ({ token, mended: good })),
]
