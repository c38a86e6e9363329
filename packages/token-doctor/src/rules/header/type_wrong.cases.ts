import type { Case } from '../../../test/case.ts'
import { access, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, { typ: 'at+jwt' }), mended: good },
  { token: access({}, { typ: undefined }), mended: good },
]
