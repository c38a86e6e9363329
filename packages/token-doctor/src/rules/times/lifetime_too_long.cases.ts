import type { Case } from '../../../test/case.ts'
import { access, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ exp: NOW + 86_401 }), mended: access({ exp: NOW + 86_400 }) },
  {
    token: access({ iat: NOW - 80_000, exp: NOW + 80_000 }),
    mended: access({ iat: NOW - 80_000, exp: NOW + 6400 }),
  },
]
