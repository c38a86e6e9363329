import type { Case } from '../../../test/case.ts'
import { granted } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ identity: 42, video: {} }), mended: granted({ identity: '42', video: {} }) },
]
