import type { Case } from '../../../test/case.ts'
import { AC, auth, policy, SOCKETS, self, WK, worker } from '../../../test/forge.ts'

const url = `https://event-bridge.twilio.com/v1/wschannels/${AC}/${WK.replace('b', 'c')}`

export const CASES: readonly Case[] = [
  {
    token: worker({ policies: [policy(url), policy(url, 'POST'), self] }),
    mended: worker({ policies: [...SOCKETS, self] }),
    options: auth,
  },
]
