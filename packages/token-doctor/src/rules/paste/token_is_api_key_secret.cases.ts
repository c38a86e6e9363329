import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: 'Ab3'.repeat(10).concat('Zz'), mended: good }]
