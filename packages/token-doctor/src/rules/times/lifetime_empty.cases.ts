import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ nbf: NOW + 7200 }), mended: good },
  { token: access({ exp: NOW - 1 }), mended: good },
]
