import type { Case } from '../../../test/case.ts'
import { good, granted, IS, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: granted({ conversations: { service_sid: IS } }),
    mended: granted({ chat: { service_sid: IS } }),
  },
  { token: granted({ sync: { service_sid: IS } }), mended: granted({ data_sync: { service_sid: IS } }) },
  {
    token: granted({ programmable_voice: voice }),
    mended: granted({ voice }),
    options: { product: 'voice' },
  },
  ...['data-sync', 'dataSync', 'DataSyncGrant', 'twilio_sync', 'data_snyc'].map((key) => ({
    token: granted({ [key]: { service_sid: IS } }),
    mended: granted({ data_sync: { service_sid: IS } }),
  })),
  ...['Video', 'VIDEO', 'programmable_video', 'vdeo', 'vidoe', 'twilio_video'].map((key) => ({
    token: granted({ [key]: { room: 'daily' } }),
    mended: good,
  })),
  { token: granted({ videoGrant: {} }), mended: granted({ video: {} }) },
]
