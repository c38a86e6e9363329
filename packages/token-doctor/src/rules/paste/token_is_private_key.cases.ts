import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', mended: good },
]
