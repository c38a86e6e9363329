import type { Case } from '../../../test/case.ts'
import { AUTH_TOKEN, access, good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, {}, AUTH_TOKEN), mended: good, options: { secret: [SECRET, AUTH_TOKEN] } },
]
