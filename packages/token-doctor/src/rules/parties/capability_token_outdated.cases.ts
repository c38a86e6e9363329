import type { Case } from '../../../test/case.ts'
import { auth, capability, granted, voice, WS, worker } from '../../../test/forge.ts'

const workerGrant = granted({ task_router: { workspace_sid: WS } })

export const CASES: readonly Case[] = [
  { token: capability(), mended: granted({ voice }), options: auth, mendedOptions: {} },
  { token: worker(), mended: workerGrant, options: auth, mendedOptions: {} },
  {
    token: capability(),
    mended: granted({ voice }),
    options: { ...auth, product: 'voice' },
    severity: 'error',
    mendedOptions: { product: 'voice' },
  },
  {
    token: worker(),
    mended: workerGrant,
    options: { ...auth, product: 'taskrouter' },
    severity: 'error',
    mendedOptions: { product: 'taskrouter' },
  },
]
