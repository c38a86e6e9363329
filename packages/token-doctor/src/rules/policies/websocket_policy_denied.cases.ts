import type { Case } from '../../../test/case.ts'
import { auth, SOCKETS, self, worker } from '../../../test/forge.ts'

const [get, post] = SOCKETS

export const CASES: readonly Case[] = [
  {
    token: worker({ policies: [{ ...get, allow: false }, { ...post, allow: false }, self] }),
    mended: worker({ policies: [...SOCKETS, self] }),
    options: auth,
  },
]
  .slice(0, 1)
  .map((one) => ({ ...one, along: ['WEBSOCKET_POLICY_DENIED' as const] }))
