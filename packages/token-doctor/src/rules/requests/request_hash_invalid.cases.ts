import type { Case } from '../../../test/case.ts'
import { HEX, key, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: request({ rqh: HEX.toUpperCase() }), mended: request(), options: key },
]
