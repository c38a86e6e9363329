import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ exp: String(NOW + 3600) }), mended: good },
  { token: access({ exp: null }), mended: good },
  { token: access({ nbf: 'now' }), mended: good },
]
