import type { Case } from '../../../test/case.ts'
import { auth, SOCKETS, self, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: worker({ policies: [...SOCKETS, self, self] }), mended: worker(), options: auth },
]
