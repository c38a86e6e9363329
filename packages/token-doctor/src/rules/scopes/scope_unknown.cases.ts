import type { Case } from '../../../test/case.ts'
import { auth, capability, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: scope('scope:client:calling?x=1'), mended: capability(), options: auth },
]
