import type { Case } from '../../../test/case.ts'
import { key, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: request({ hrh: 'Authorization;host' }), mended: request(), options: key },
  { token: request({ hrh: 'host;authorization' }), mended: request(), options: key },
]
