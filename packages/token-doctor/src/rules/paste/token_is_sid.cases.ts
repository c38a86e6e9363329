import type { Case } from '../../../test/case.ts'
import { AC, good, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [SK, AC].map((token) => ({ token, mended: good }))
