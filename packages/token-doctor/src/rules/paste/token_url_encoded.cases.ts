import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: good.replaceAll('.', '%2E'), mended: good }]
