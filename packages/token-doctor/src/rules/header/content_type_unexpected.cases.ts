import type { Case } from '../../../test/case.ts'
import { auth, capability } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: capability({}, { cty: 'twilio-fpa;v=1' }), mended: capability(), options: auth },
]
