import type { Case } from '../../../test/case.ts'
import { AC, access, auth, good, socketOf, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ sub: AC.replace('0', '1') }), mended: good, options: { accountSid: AC } },
  {
    token: worker({
      account_sid: AC.replace('0', '1'),
      policies: ['GET', 'POST'].map((method) => ({ ...socketOf(AC.replace('0', '1')), method })),
    }),
    mended: worker(),
    options: auth,
  },
]
