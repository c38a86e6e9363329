import type { Case } from '../../../test/case.ts'
import { auth, self, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: worker({ policies: [self] }), mended: worker(), options: auth },
]
