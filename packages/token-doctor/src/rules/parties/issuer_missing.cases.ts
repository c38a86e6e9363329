import type { Case } from '../../../test/case.ts'
import { access, auth, capability, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ iss: undefined }), mended: good },
  { token: capability({ iss: undefined }), mended: capability(), options: auth },
]
