import { createKeyRing } from '@x/jwt-core'
import type { Case } from '../../../test/case.ts'
import { good, SECRET, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: good,
    mended: good,
    options: { secret: createKeyRing({ SKother: SECRET }) },
    mendedOptions: { secret: createKeyRing({ SKother: 'x', [SK]: SECRET }) },
  },
]
