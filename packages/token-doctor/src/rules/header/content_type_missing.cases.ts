import type { Case } from '../../../test/case.ts'
import { access, good, key, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, { cty: undefined }), mended: good },
  { token: request({}, { cty: undefined }), mended: request(), options: key },
]
