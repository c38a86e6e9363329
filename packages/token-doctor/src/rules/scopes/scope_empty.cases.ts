import type { Case } from '../../../test/case.ts'
import { auth, capability, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: scope(''), mended: capability(), options: auth }]
