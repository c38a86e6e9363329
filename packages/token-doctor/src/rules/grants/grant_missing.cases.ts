import type { Case } from '../../../test/case.ts'
import { good, granted, IS } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ chat: { service_sid: IS } }), mended: good, options: { product: 'video' } },
  { token: granted({}), mended: good, options: { product: 'video' } },
]
