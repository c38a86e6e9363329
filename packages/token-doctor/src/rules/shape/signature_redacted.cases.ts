import type { Case } from '../../../test/case.ts'
import { good, header, payload } from '../../../test/forge.ts'

const left = `${header}.${payload}`
const options = { secret: [] }

export const CASES: readonly Case[] = [
  ...['REDACTED', '[signature]', '<redacted>', '***', '...', '\u2026', '[FILTERED]', 'xxxxx'].map((end) => ({
    token: `${left}.${end}`,
    mended: good,
    options,
  })),
  // A secret was given, and nothing can be verified with it.
  { token: `${left}.[signature]`, mended: good, severity: 'error' },
]
