import { createKeyResolver, createKeyRing } from '@x/jwt-core'
import type { Case } from '../../../test/case.ts'
import { good, SECRET, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: good,
    mended: good,
    options: { secret: createKeyResolver(() => Promise.resolve({ kty: 'oct' })) },
    mendedOptions: { secret: createKeyRing({ [SK]: SECRET }) },
  },
]
