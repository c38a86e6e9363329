import { createKeyRing } from '@x/jwt-core'
import type { Case } from '../../../test/case.ts'
import { access, good, SECRET, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: good,
    mended: access({ iss: `SK${'1'.repeat(32)}` }),
    options: { secret: createKeyRing({ [`SK${'1'.repeat(32)}`]: SECRET }, { retired: [SK] }) },
  },
]
