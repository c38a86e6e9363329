import type { Case } from '../../../test/case.ts'
import { access, good, granted, IS, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  // Where it stands and is not read.
  { token: access({ identity: 'alice', grants: { voice } }), mended: granted({ voice }) },
  {
    token: access({ grants: { Identity: 'alice', voice } }),
    mended: granted({ voice }),
    along: ['GRANT_KEY_UNKNOWN'],
  },
  {
    token: access({ grants: { chat: { service_sid: IS, identity: 'alice' } } }),
    mended: granted({ chat: { service_sid: IS } }),
    along: ['GRANT_FIELD_UNKNOWN'],
  },
  { token: access({ grants: { voice } }), mended: granted({ voice }) },
  {
    token: access({ grants: { video: {} } }),
    mended: good,
    options: { product: 'video' },
    severity: 'error',
  },
  {
    token: access({ grants: { chat: { service_sid: IS } } }),
    mended: granted({ chat: { service_sid: IS } }),
  },
]
