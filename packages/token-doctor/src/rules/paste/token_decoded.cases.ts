import type { Case } from '../../../test/case.ts'
import { ACCESS, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: JSON.stringify(ACCESS), mended: good },
  { token: ACCESS, mended: good },
]
