import type { Case } from '../../../test/case.ts'
import { access, good, NOW, SK } from '../../../test/forge.ts'

const hours = (count: number) => count * 3600
const shifted = (by: number) => access({ jti: `${SK}-${NOW}`, iat: NOW + by, exp: NOW + by + hours(12) })

export const CASES: readonly Case[] = [
  ...[1, 2, 5.5, 5.75, 8.75, 9.5, -1, -5.5, -8].map((count) => ({
    token: shifted(hours(count)),
    mended: good,
    severity: 'warning' as const,
  })),
  {
    token: access({ jti: 'one-of-many', iat: NOW + hours(2) - 30, exp: NOW + hours(3) }),
    mended: good,
    severity: 'warning',
  },
]
