import type { Case } from '../../../test/case.ts'
import { auth, SOCKETS, self, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = SOCKETS.map((socket) => ({
  token: worker({ policies: [socket, self] }),
  mended: worker({ policies: [...SOCKETS, self] }),
  options: auth,
}))
