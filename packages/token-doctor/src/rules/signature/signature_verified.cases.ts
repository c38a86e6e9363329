import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: good, mended: good, mendedOptions: { secret: undefined } }]
