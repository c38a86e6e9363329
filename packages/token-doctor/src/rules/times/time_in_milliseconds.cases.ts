import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ exp: (NOW + 3600) * 1000 }), mended: good },
  { token: access({ nbf: NOW * 1000 }), mended: access({ nbf: NOW - 1 }), options: { secret: undefined } },
]
