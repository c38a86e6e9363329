import { createKeyResolver } from '@x/jwt-core'
import type { Case } from '../../../test/case.ts'
import { good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: good,
    mended: good,
    options: {
      secret: createKeyResolver(() => Promise.reject(new Error(`cannot reach the store of ${SECRET}`))),
    },
    mendedOptions: { secret: createKeyResolver(() => Promise.resolve(SECRET)) },
  },
]
