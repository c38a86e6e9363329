import type { Case } from '../../../test/case.ts'
import { good, key, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: good, mended: good, options: key, mendedOptions: {} },
  { token: request(), mended: request(), mendedOptions: key },
]
