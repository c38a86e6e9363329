import type { Case } from '../../../test/case.ts'
import { access, auth, capability, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...[60, 3600, 86_400, 1.5].map((exp) => ({ token: access({ exp }), mended: good })),
  { token: capability({ exp: 3600 }), mended: capability(), options: auth },
]
