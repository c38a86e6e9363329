import type { Case } from '../../../test/case.ts'
import { key, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: request({}, { kid: undefined }), mended: request(), options: key },
]
