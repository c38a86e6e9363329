import type { Case } from '../../../test/case.ts'
import { good, granted } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: granted({ video: { room: '' } }), mended: good }]
