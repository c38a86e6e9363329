import type { Case } from '../../../test/case.ts'
import { AP, good, granted, IS, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  // What is amiss in the chat grant keeps nobody from a room.
  {
    token: granted({ video: {}, chat: { serviceSid: IS } }),
    mended: granted({ video: {} }),
    options: { product: 'video' },
    severity: 'warning',
  },
  { token: granted({ chat: { serviceSid: IS } }), mended: granted({ chat: { service_sid: IS } }) },
  ...['service', 'sid', 'ServiceSid', 'chat_service_sid', 'conversations_service_sid'].map((name) => ({
    token: granted({ chat: { [name]: IS } }),
    mended: granted({ chat: { service_sid: IS } }),
  })),
  ...['roomName', 'room_name', 'Room'].map((name) => ({
    token: granted({ video: { [name]: 'daily' } }),
    mended: good,
  })),
  { token: granted({ voice: { application_sid: AP } }), mended: granted({ voice }) },
  {
    token: granted({ voice: { ...voice, incoming: { allowed: true } } }),
    mended: granted({ voice: { ...voice, incoming: { allow: true } } }),
  },
  { token: granted({ voice: { outgoing: { applicationSid: AP } } }), mended: granted({ voice }) },
  { token: granted({ voice: { outgoingApplicationSid: AP } }), mended: granted({ voice }) },
]
