import type { Case } from '../../../test/case.ts'
import { key, NOW, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: request({ exp: NOW + 3600 }), mended: request(), options: key },
]
