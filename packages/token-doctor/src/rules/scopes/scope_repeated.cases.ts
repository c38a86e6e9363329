import type { Case } from '../../../test/case.ts'
import { auth, incoming, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: scope(`${incoming} scope:client:incoming?clientName=bob`),
    mended: scope(incoming),
    options: auth,
  },
]
