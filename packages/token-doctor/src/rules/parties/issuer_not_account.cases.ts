import type { Case } from '../../../test/case.ts'
import { auth, capability, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: capability({ iss: SK }), mended: capability(), options: auth },
]
