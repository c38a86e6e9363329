import type { Case } from '../../../test/case.ts'
import { good, granted } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ identity: 'alice@example.test', video: {} }), mended: good },
  { token: granted({ identity: '+15551234567', video: {} }), mended: good },
]
