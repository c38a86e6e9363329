import type { Case } from '../../../test/case.ts'
import { granted, IS } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ ip_messaging: { service_sid: IS } }), mended: granted({ chat: { service_sid: IS } }) },
]
