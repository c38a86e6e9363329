import type { Case } from '../../../test/case.ts'
import { access, NOW, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: access({ exp: NOW + 86_400, grants: { identity: 'alice', voice } }),
    mended: access({ exp: NOW + 86_399, grants: { identity: 'alice', voice } }),
  },
]
