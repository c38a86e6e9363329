import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ iat: NOW - 7200, exp: NOW - 3600 }), mended: good },
  { token: access({ iat: NOW - 600, exp: NOW }), mended: access({ iat: NOW - 600, exp: NOW + 1 }) },
]
