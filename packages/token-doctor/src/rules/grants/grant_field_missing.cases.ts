import type { Case } from '../../../test/case.ts'
import { granted, IS, voice, WS } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...[{}, { service_sid: null }, { service_sid: '' }].map((chat) => ({
    token: granted({ chat }),
    mended: granted({ chat: { service_sid: IS } }),
    options: { product: 'chat' } as const,
    severity: 'error' as const,
  })),
  { token: granted({ chat: { service_sid: '' } }), mended: granted({ chat: { service_sid: IS } }) },
  { token: granted({ chat: {} }), mended: granted({ chat: { service_sid: IS } }) },
  { token: granted({ data_sync: {} }), mended: granted({ data_sync: { service_sid: IS } }) },
  { token: granted({ task_router: {} }), mended: granted({ task_router: { workspace_sid: WS } }) },
  { token: granted({ voice: { outgoing: { params: {} } } }), mended: granted({ voice }) },
]
