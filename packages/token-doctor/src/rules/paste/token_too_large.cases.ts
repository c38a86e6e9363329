import type { Case } from '../../../test/case.ts'
import { access, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ padding: 'x'.repeat(20_000) }), mended: good },
  { token: 'x'.repeat(100_000), mended: good },
]
