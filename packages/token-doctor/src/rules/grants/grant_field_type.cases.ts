import type { Case } from '../../../test/case.ts'
import { good, granted, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ voice: { ...voice, incoming: { allow: 'true' } } }), mended: granted({ voice }) },
  { token: granted({ video: { room: 5 } }), mended: good },
]
