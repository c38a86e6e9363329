import type { Case } from '../../../test/case.ts'
import { auth, granted, incoming, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: granted({ identity: 'a'.repeat(257), video: {} }),
    mended: granted({ identity: 'a'.repeat(256), video: {} }),
  },
  {
    token: scope(`scope:client:incoming?clientName=${'a'.repeat(257)}`),
    mended: scope(incoming),
    options: auth,
  },
]
